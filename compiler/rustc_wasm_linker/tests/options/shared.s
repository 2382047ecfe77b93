# A library that is shared.
	.globl	of_library
of_library:
	.functype	of_library () -> ()
	end_function
