;; {{name}}: follows the Collatz sequence from a number down to 1.
;;
;; A WASI command: the host calls _start, and the program reads standard input
;; and writes standard output through functions it imports. Everything else,
;; such as turning digits into a number and back, is done here by hand.

(module
  ;; fd_read(fd, iovs, iovs_len, nread) and fd_write(fd, iovs, iovs_len, nwritten)
  ;; return 0, or the number of an error. An iovec is two words in memory:
  ;; where the bytes are, and how many.
  (import "wasi_snapshot_preview1" "fd_read"
    (func $fd_read (param i32 i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "fd_write"
    (func $fd_write (param i32 i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "proc_exit"
    (func $proc_exit (param i32)))

  ;; One page of 64 KiB. What lies where:
  ;;     0   the iovec given to the host: address, length
  ;;     8   how many bytes the host took or gave
  ;;    16   the line being put together, or the line that was read
  ;;   256   texts
  (memory (export "memory") 1)
  (global $line i32 (i32.const 16))

  (data (i32.const 256) "Type a number and press Enter:\n")
  (data (i32.const 320) "That is no number from 1 to 999999999.\n")
  (data (i32.const 384) "step ")
  (data (i32.const 392) " steps to reach 1, highest ")

  ;; Where the next byte of the line goes.
  (global $end (mut i32) (i32.const 16))

  ;; Writes bytes to a file descriptor: 1 is standard output, 2 standard error.
  ;; The host may take fewer than it was given, so this goes on until all are out.
  (func $write (param $fd i32) (param $address i32) (param $length i32)
    (loop $again
      (if (i32.eqz (local.get $length)) (then (return)))
      (i32.store (i32.const 0) (local.get $address))
      (i32.store (i32.const 4) (local.get $length))
      ;; Nobody reads any more: there is nothing left to do.
      (if (call $fd_write (local.get $fd) (i32.const 0) (i32.const 1) (i32.const 8))
        (then (call $proc_exit (i32.const 1))))
      (local.set $address (i32.add (local.get $address) (i32.load (i32.const 8))))
      (local.set $length (i32.sub (local.get $length) (i32.load (i32.const 8))))
      (br $again)))

  ;; Appends one byte to the line.
  (func $put (param $byte i32)
    (i32.store8 (global.get $end) (local.get $byte))
    (global.set $end (i32.add (global.get $end) (i32.const 1))))

  ;; Appends a text to the line.
  (func $put_text (param $address i32) (param $length i32)
    (local $last i32)
    (local.set $last (i32.add (local.get $address) (local.get $length)))
    (loop $next
      (if (i32.lt_u (local.get $address) (local.get $last))
        (then
          (call $put (i32.load8_u (local.get $address)))
          (local.set $address (i32.add (local.get $address) (i32.const 1)))
          (br $next)))))

  ;; Appends a number in decimal: first all digits but the last, by calling
  ;; itself, then the last one.
  (func $put_number (param $n i64)
    (if (i64.ge_u (local.get $n) (i64.const 10))
      (then (call $put_number (i64.div_u (local.get $n) (i64.const 10)))))
    (call $put
      (i32.add
        (i32.const 48) ;; the character 0
        (i32.wrap_i64 (i64.rem_u (local.get $n) (i64.const 10))))))

  ;; Writes the line out and begins a new one.
  (func $flush
    (call $put (i32.const 10)) ;; line feed
    (call $write
      (i32.const 1)
      (global.get $line)
      (i32.sub (global.get $end) (global.get $line)))
    (global.set $end (global.get $line)))

  ;; Reads a line of digits. Returns 27 when there is no line, 0 when the line
  ;; is not a number from 1 to 999999999. Reads byte by byte, since the host may
  ;; hand a line over in pieces.
  (func $read_number (result i64)
    (local $n i64)
    (local $digits i32)
    (local $byte i32)
    (loop $next
      (i32.store (i32.const 0) (global.get $line))
      (i32.store (i32.const 4) (i32.const 1))
      (if (call $fd_read (i32.const 0) (i32.const 0) (i32.const 1) (i32.const 8))
        (then (return (i64.const 27))))
      ;; Nothing read: the input has ended.
      (if (i32.eqz (i32.load (i32.const 8)))
        (then
          (if (i32.eqz (local.get $digits)) (then (return (i64.const 27))))
          (return (local.get $n))))
      (local.set $byte (i32.load8_u (global.get $line)))
      (if (i32.eq (local.get $byte) (i32.const 10)) (then (return (local.get $n))))
      ;; A carriage return before the line feed is none of our business.
      (br_if $next (i32.eq (local.get $byte) (i32.const 13)))
      ;; Unsigned: a byte below the character 0 wraps round and is above 9, too.
      (local.set $byte (i32.sub (local.get $byte) (i32.const 48)))
      (local.set $digits (i32.add (local.get $digits) (i32.const 1)))
      (if (i32.or
            (i32.gt_u (local.get $byte) (i32.const 9))
            (i32.gt_u (local.get $digits) (i32.const 9)))
        (then (return (i64.const 0))))
      (local.set $n
        (i64.add
          (i64.mul (local.get $n) (i64.const 10))
          (i64.extend_i32_u (local.get $byte))))
      (br $next))
    (unreachable))

  ;; The number that follows n.
  (func $collatz (export "collatz") (param $n i64) (result i64)
    (if (result i64) (i64.eqz (i64.and (local.get $n) (i64.const 1)))
      (then (i64.shr_u (local.get $n) (i64.const 1)))
      (else (i64.add (i64.mul (local.get $n) (i64.const 3)) (i64.const 1)))))

  (func (export "_start")
    (local $n i64)
    (local $steps i64)
    (local $highest i64)

    (call $write (i32.const 1) (i32.const 256) (i32.const 31))
    (local.set $n (call $read_number))
    (if (i64.eqz (local.get $n))
      (then
        (call $write (i32.const 2) (i32.const 320) (i32.const 39))
        (call $proc_exit (i32.const 2))))

    (local.set $highest (local.get $n))
    (block $done
      (loop $next
        ;; step 3: 10
        (call $put_text (i32.const 384) (i32.const 5))
        (call $put_number (local.get $steps))
        (call $put (i32.const 58)) ;; colon
        (call $put (i32.const 32)) ;; space
        (call $put_number (local.get $n))
        (call $flush)

        (br_if $done (i64.eq (local.get $n) (i64.const 1)))
        (local.set $n (call $collatz (local.get $n)))
        (local.set $steps (i64.add (local.get $steps) (i64.const 1)))
        (if (i64.gt_u (local.get $n) (local.get $highest))
          (then (local.set $highest (local.get $n))))
        (br $next)))

    ;; 8 steps to reach 1, highest 16
    (call $put_number (local.get $steps))
    (call $put_text (i32.const 392) (i32.const 27))
    (call $put_number (local.get $highest))
    (call $flush)))
