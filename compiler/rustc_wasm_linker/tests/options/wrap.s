# Calls a function that an option gives a wrapper, which calls the original.
	.functype	lazy () -> (i32)
	.functype	__real_lazy () -> (i32)
	.globl	_start
_start:
	.functype	_start () -> ()
	call	lazy
	drop
	end_function
	.section	.text.__wrap_lazy,"",@
	.globl	__wrap_lazy
__wrap_lazy:
	.functype	__wrap_lazy () -> (i32)
	call	__real_lazy
	end_function
