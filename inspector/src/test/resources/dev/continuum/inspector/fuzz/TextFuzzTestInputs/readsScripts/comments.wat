;; line
(; a (; nested ;) one ;)
(@custom "x" "y")
(module (@name "m") (global $g i32 (i32.const 1)))