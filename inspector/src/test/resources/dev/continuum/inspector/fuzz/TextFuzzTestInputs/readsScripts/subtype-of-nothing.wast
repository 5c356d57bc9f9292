(module (type $t (sub $x)) (func (type $t) (param i32)))
