# Position independent code, whose addresses are known when the module is loaded.
	.functype	f (i32) -> (i32)
	.functype	g (i32) -> (i32)
	.globl	_start
_start:
	.functype	_start () -> ()
	global.get	f@GOT
	call	g
	drop
	global.get	d@GOT
	drop
	end_function
	.section	.data.addresses,"",@
	.globl	addresses
	.p2align	2
addresses:
	.int32	f
	.int32	d+8
	.int32	e
	.int32	5
	.int32	_start
	.size	addresses, 20
	.no_dead_strip	addresses
