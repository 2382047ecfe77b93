# A program of all kinds of things that options are about.
	.functype	helper () -> (i32)
	.functype	lazy () -> (i32)
	.weak	lazy
	.globaltype	__stack_pointer, i32
	.globl	_start
_start:
	.functype	_start () -> ()
	global.get	__stack_pointer
	drop
	i32.const	pointed_to
	call_indirect	() -> (i32)
	drop
	call	lazy
	drop
	i32.const	data
	i32.load	0
	drop
	i32.const	zeros
	drop
	i32.const	text
	drop
	i32.const	other
	drop
	i32.const	__heap_base
	drop
	end_function
	.section	.text.pointed_to,"",@
pointed_to:
	.functype	pointed_to () -> (i32)
	i32.const	7
	end_function
	.section	.text._ZN4demo6unused17h0123456789abcdefE,"",@
	.globl	_ZN4demo6unused17h0123456789abcdefE
_ZN4demo6unused17h0123456789abcdefE:
	.functype	_ZN4demo6unused17h0123456789abcdefE () -> ()
	end_function
	.section	.text.hidden,"",@
	.globl	hidden
	.hidden	hidden
hidden:
	.functype	hidden () -> (i32)
	i32.const	8
	end_function
	.section	.text.renamed,"",@
	.globl	renamed
	.export_name	renamed, another_name
renamed:
	.functype	renamed () -> ()
	end_function
	.section	.data.data,"",@
	.globl	data
	.p2align	2
data:
	.int32	zeros+4
	.int32	pointed_to
	.size	data, 8
	.section	.bss.zeros,"",@
	.globl	zeros
	.p2align	4
zeros:
	.skip	40
	.size	zeros, 40
	.section	.rodata.text,"S",@
text:
	.asciz	"some text"
	.size	text, 10
	.section	.rodata.other,"S",@
other:
	.asciz	"text"
	.size	other, 5
	.section	.custom_section.target_features,"",@
	.int8	2
	.int8	43
	.int8	15
	.ascii	"mutable-globals"
	.int8	43
	.int8	11
	.ascii	"bulk-memory"
	.section	.custom_section.producers,"",@
	.int8	1
	.int8	8
	.ascii	"language"
	.int8	1
	.int8	3
	.ascii	"asm"
	.int8	1
	.ascii	"1"
	.section	.debug_str,"S",@
	.asciz	"of debugging"
	.asciz	"debugging"
