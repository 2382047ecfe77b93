# An object that may not be linked with others that have bulk-memory.
	.globl	refuses
refuses:
	.functype	refuses () -> ()
	end_function
	.section	.custom_section.target_features,"",@
	.int8	1
	.int8	45
	.int8	11
	.ascii	"bulk-memory"
