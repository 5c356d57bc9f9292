(module
  (rec
    (type $node (sub (struct (field $next (ref null $node)) (field $value (mut i64)) (field i8))))
    (type $leaf (sub final $node
      (struct (field $next (ref null $node)) (field $value (mut i64)) (field i8) (field anyref)))))
  (type $f (func (param i32 i32) (param i64) (result f32)))
  (type $a (array (mut i8)))
  (@custom "notes" (after type) "kept")
  (tag $t (type $f))
  (type $wide (func (param $a i32) (param $b i32) (param $c i32) (param $d i32) (param $e i32)
      (param $g i32) (result i32)))
)
