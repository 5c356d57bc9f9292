;; Prints the mean of six temperatures, which a sensor gave in tenths of a degree.
;; It should print 17.4, and does not: find out why.

(module
  (import "wasi_snapshot_preview1" "fd_write"
    (func $fd_write (param i32 i32 i32 i32) (result i32)))

  ;; What lies where:
  ;;     0   what is handed to fd_write: address, length, how many were written
  ;;  0x40   the line being put together, its last character at 0x5f
  ;;  0x80   the total so far
  ;; 0x100   six readings, 4 bytes each, and behind them a limit of the sensor
  (memory (export "memory") 1)
  (data (i32.const 0x100)
    "\ac\00\00\00" "\af\00\00\00" "\a9\00\00\00" ;; 172, 175, 169
    "\b5\00\00\00" "\b2\00\00\00" "\ae\00\00\00" ;; 181, 178, 174
    "\30\75\00\00") ;; 30000

  ;; Adds up $count readings, the first at $address, and gives their mean.
  (func $mean (param $address i32) (param $count i32) (result i32)
    (local $i i32)
    (local $reading i32)
    (loop $next
      (local.set $reading
        (i32.load
          (i32.add
            (local.get $address)
            (i32.mul (local.get $i) (i32.const 4)))))
      (i32.store
        (i32.const 0x80)
        (i32.add (i32.load (i32.const 0x80)) (local.get $reading)))
      (local.set $i (i32.add (local.get $i) (i32.const 1)))
      (br_if $next
        (i32.le_s (local.get $i) (local.get $count))))
    (i32.div_s
      (i32.load (i32.const 0x80))
      (local.get $count)))

  ;; Puts one character in front of the line.
  (func $put (param $at i32) (param $character i32) (result i32)
    (local.set $at (i32.sub (local.get $at) (i32.const 1)))
    (i32.store8 (local.get $at) (local.get $character))
    (local.get $at))

  ;; Prints tenths as a number with one decimal place.
  (func $print (param $tenths i32)
    (local $at i32)
    (local.set $at (call $put (i32.const 0x60) (i32.const 10)))
    (local.set $at
      (call $put
        (local.get $at)
        (i32.add (i32.const 48) (i32.rem_s (local.get $tenths) (i32.const 10)))))
    (local.set $at (call $put (local.get $at) (i32.const 46)))
    (local.set $tenths (i32.div_s (local.get $tenths) (i32.const 10)))
    (loop $digits
      (local.set $at
        (call $put
          (local.get $at)
          (i32.add (i32.const 48) (i32.rem_s (local.get $tenths) (i32.const 10)))))
      (local.set $tenths (i32.div_s (local.get $tenths) (i32.const 10)))
      (br_if $digits (local.get $tenths)))
    (i32.store (i32.const 0) (local.get $at))
    (i32.store (i32.const 4) (i32.sub (i32.const 0x60) (local.get $at)))
    (drop (call $fd_write (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 8))))

  (func (export "_start")
    (call $print (call $mean (i32.const 0x100) (i32.const 6)))))
