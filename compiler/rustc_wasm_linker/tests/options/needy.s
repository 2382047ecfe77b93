# Uses what another object defines.
	.functype	lazy () -> (i32)
	.globl	_start
_start:
	.functype	_start () -> ()
	call	lazy
	drop
	end_function
