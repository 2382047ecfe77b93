;; A module for watt is told apart though it has no macro list.
;; FAIL
(module
  (import "watt-0.5" "token_stream_new" (func (result i32))))
