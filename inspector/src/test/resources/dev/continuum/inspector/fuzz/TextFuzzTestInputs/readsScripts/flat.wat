(func (param $n i64) (result i64)
  block $out (result i64) loop $again local.get $n br_if $out end end)