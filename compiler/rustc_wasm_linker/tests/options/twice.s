# Defines what `main.s` does.
	.globl	data
	.section	.data.data,"",@
	.p2align	2
data:
	.int32	9
	.size	data, 4
	.no_dead_strip	data
