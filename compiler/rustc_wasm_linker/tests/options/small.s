# As little as there can be, without features.
	.globl	_start
_start:
	.functype	_start () -> ()
	end_function
