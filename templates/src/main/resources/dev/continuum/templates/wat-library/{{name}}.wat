;; {{name}}: functions to call one at a time. It imports nothing and keeps nothing:
;; what a function returns depends on its arguments alone.

(module
  ;; The greatest common divisor of two numbers, by Euclid: while b is not 0,
  ;; a and b become b and the remainder of a by b.
  (func (export "gcd") (param $a i64) (param $b i64) (result i64)
    (local $rest i64)
    (block $done
      (loop $next
        (br_if $done (i64.eqz (local.get $b)))
        (local.set $rest (i64.rem_u (local.get $a) (local.get $b)))
        (local.set $a (local.get $b))
        (local.set $b (local.get $rest))
        (br $next)))
    (local.get $a))

  ;; 1 when n is a prime number, else 0: tries every divisor up to the square root.
  (func (export "is_prime") (param $n i64) (result i32)
    (local $divisor i64)
    (if (i64.lt_u (local.get $n) (i64.const 2)) (then (return (i32.const 0))))
    (local.set $divisor (i64.const 2))
    (loop $next
      (if (i64.gt_u
            (i64.mul (local.get $divisor) (local.get $divisor))
            (local.get $n))
        (then (return (i32.const 1))))
      (if (i64.eqz (i64.rem_u (local.get $n) (local.get $divisor)))
        (then (return (i32.const 0))))
      (local.set $divisor (i64.add (local.get $divisor) (i64.const 1)))
      (br $next))
    (unreachable))

  ;; n! by recursion. 20! is the last that fits into 64 bits, so this traps above.
  (func $factorial (export "factorial") (param $n i64) (result i64)
    (if (i64.gt_u (local.get $n) (i64.const 20)) (then (unreachable)))
    (if (i64.eqz (local.get $n)) (then (return (i64.const 1))))
    (i64.mul
      (local.get $n)
      (call $factorial (i64.sub (local.get $n) (i64.const 1)))))

  ;; Degrees Celsius to degrees Fahrenheit.
  (func (export "fahrenheit") (param $celsius f64) (result f64)
    (f64.add
      (f64.div
        (f64.mul (local.get $celsius) (f64.const 9))
        (f64.const 5))
      (f64.const 32))))
