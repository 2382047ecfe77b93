# What is linked if something needs it, or if an option says so.
	.globl	lazy
lazy:
	.functype	lazy () -> (i32)
	i32.const	5
	end_function
	.section	.custom_section.of_lazy,"",@
	.ascii	"lazy"
