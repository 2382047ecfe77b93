# Something to run before the program.
	.globl	before
before:
	.functype	before () -> ()
	end_function
	.section	.init_array,"",@
	.p2align	2
	.int32	before
