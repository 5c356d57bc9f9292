(module ;; m
  (func (param i32 ;; p
    i64) (; b ;) ;; f
    i32.const ;; c
    1 drop (; two
    lines ;) nop
    (drop (i32.const 2 ;; n
    )) ;; d
  ) ;; e
)
