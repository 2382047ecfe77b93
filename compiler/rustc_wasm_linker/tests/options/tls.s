# Thread-local data, and globals of an object.
	.globaltype	__tls_base, i32, immutable
	.globaltype	g, i32
	.globl	g
g:
	.globl	_start
_start:
	.functype	_start () -> ()
	global.get	__tls_base
	i32.const	second@TLSREL
	i32.add
	drop
	global.get	g
	drop
	end_function
	.section	.tdata.first,"T",@
	.globl	first
	.p2align	2
first:
	.int32	1
	.size	first, 4
	.section	.tdata.second,"T",@
	.globl	second
	.p2align	2
second:
	.int32	2
	.size	second, 4
	.no_dead_strip	first
