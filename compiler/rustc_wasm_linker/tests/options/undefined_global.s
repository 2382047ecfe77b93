# A global that nobody defines.
	.globaltype	g, i32, immutable
	.globl	_start
_start:
	.functype	_start () -> ()
	global.get	g
	drop
	end_function
