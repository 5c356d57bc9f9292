(assert_malformed (module quote "(func") "unexpected token")
(assert_invalid (module (func (result i32))) "type mismatch")
(assert_trap (invoke "f") "unreachable")
(module binary "\00asm" "\01\00\00\00")
