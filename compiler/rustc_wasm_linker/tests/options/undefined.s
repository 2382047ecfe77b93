# Calls a function that nobody defines, and has the addresses of others.
	.functype	f (i32) -> (i32)
	.functype	g (i32) -> (i32)
	.functype	h () -> ()
	.globl	_start
_start:
	.functype	_start () -> ()
	i32.const	f
	call	f
	call	g
	drop
	call	h
	i32.const	g
	i32.const	h
	i32.const	d
	drop
	drop
	drop
	end_function
