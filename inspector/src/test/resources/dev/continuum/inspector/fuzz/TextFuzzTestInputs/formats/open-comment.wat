(memory 1 2) (dataU(i3.2const 0)0\;; line
(; a (; nested ;) o\E]@\E]]]]]]nÿ ;)
(@c ife(modust 1))12$ )) )2) (datf)