;; Asks for the time 200 times, more than is paid for.
;; CALL: the limit `fuel` of 100K units is reached
;; LIMITS: fuel=100K
(module
  (import "wasi_snapshot_preview1" "clock_time_get" (func $call (param i32 i64 i32) (result i32)))
  (memory (export "memory") 1)
  (func $run (export "run") (param i32 i32 i32 i32) (result i32)
    ;; 200,000 units for the calls, and hardly 30,000 for the instructions.
    (local $left i32)
    (local.set $left (i32.const 200))
    (loop
      (drop (call $call (i32.const 8) (i64.const 0) (i32.const 8)))
      (br_if 0 (local.tee $left (i32.sub (local.get $left) (i32.const 1)))))
    (local.get 3))
  ;; Another macro of the same crate, which is to work all the same.
  (func (export "after") (param i32 i32 i32 i32) (result i32)
    (local.get 3))
  (@custom ".rustc_proc_macro_decls" "abi:2\ncrate:hostile:2024\nbang:run:run\nbang:after:after\n"))
