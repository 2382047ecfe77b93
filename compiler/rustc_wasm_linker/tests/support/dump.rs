//! A module as text, as far as linking decides it, for snapshots. It is not a format of anything.

use std::fmt::Write;

use wasmparser::{DataKind, ElementItems, KnownCustom, Name, Parser, Payload};

pub fn dump(module: &[u8]) -> String {
    let mut text = String::new();
    let mut names = Vec::new();
    let mut functions = 0;
    let mut bodies = String::new();
    for payload in Parser::new(0).parse_all(module) {
        match payload.unwrap() {
            Payload::ImportSection(imports) => {
                for import in imports {
                    let import = import.unwrap();
                    let function = matches!(import.ty, wasmparser::TypeRef::Func(_));
                    functions += u32::from(function);
                    writeln!(text, "import {} {} {:?}", import.module, import.name, import.ty)
                        .unwrap();
                }
            }
            Payload::TypeSection(types) => {
                for ty in types.into_iter_err_on_gc_types() {
                    let ty = ty.unwrap();
                    writeln!(text, "type {:?} -> {:?}", ty.params(), ty.results()).unwrap();
                }
            }
            Payload::TableSection(tables) => {
                for table in tables {
                    let ty = table.unwrap().ty;
                    let (from, to) = (ty.initial, ty.maximum);
                    writeln!(text, "table {} {from} {to:?}", ty.element_type).unwrap();
                }
            }
            Payload::MemorySection(memories) => {
                for memory in memories {
                    let memory = memory.unwrap();
                    writeln!(text, "memory {} {:?}", memory.initial, memory.maximum).unwrap();
                }
            }
            Payload::TagSection(tags) => {
                for tag in tags {
                    writeln!(text, "tag of type {}", tag.unwrap().func_type_idx).unwrap();
                }
            }
            Payload::GlobalSection(globals) => {
                for global in globals {
                    let global = global.unwrap();
                    let ty = global.ty;
                    let mut init = global.init_expr.get_operators_reader();
                    let mutable = if ty.mutable { "mut " } else { "" };
                    let init = init.read().unwrap();
                    writeln!(text, "global {mutable}{} {init:?}", ty.content_type).unwrap();
                }
            }
            Payload::ExportSection(exports) => {
                for export in exports {
                    let export = export.unwrap();
                    writeln!(text, "export {} {:?} {}", export.name, export.kind, export.index)
                        .unwrap();
                }
            }
            Payload::ElementSection(elements) => {
                for element in elements {
                    if let ElementItems::Functions(items) = element.unwrap().items {
                        let items: Vec<u32> = items.into_iter().map(|item| item.unwrap()).collect();
                        writeln!(text, "elements {items:?}").unwrap();
                    }
                }
            }
            Payload::CodeSectionEntry(body) => {
                writeln!(bodies, "function {functions} NAME{functions}").unwrap();
                functions += 1;
                for operator in body.get_operators_reader().unwrap() {
                    writeln!(bodies, "  {:?}", operator.unwrap()).unwrap();
                }
            }
            Payload::DataSection(segments) => {
                for segment in segments {
                    let segment = segment.unwrap();
                    let DataKind::Active { offset_expr, .. } = segment.kind else { continue };
                    let offset = offset_expr.get_operators_reader().read().unwrap();
                    let bytes = segment.data.escape_ascii();
                    writeln!(text, "data {offset:?} {}: {bytes}", segment.data.len()).unwrap();
                }
            }
            Payload::CustomSection(section) => match section.as_known() {
                KnownCustom::Name(subsections) => {
                    for subsection in subsections {
                        match subsection.unwrap() {
                            Name::Function(map) => {
                                names = map
                                    .into_iter()
                                    .map(|name| name.map(|name| (name.index, name.name)).unwrap())
                                    .collect();
                            }
                            Name::Data(map) => {
                                for name in map {
                                    let name = name.unwrap();
                                    writeln!(text, "segment {} {}", name.index, name.name).unwrap();
                                }
                            }
                            _ => {}
                        }
                    }
                }
                _ => {
                    let bytes = section.data().escape_ascii();
                    writeln!(text, "section {}: {bytes}", section.name()).unwrap();
                }
            },
            _ => {}
        }
    }
    names.sort_by_key(|&(index, _)| std::cmp::Reverse(index));
    for (index, name) in names {
        bodies = bodies.replace(&format!("NAME{index}\n"), &format!("{name}\n"));
        text.push_str(&if index < functions && !bodies.contains(&format!("function {index} ")) {
            format!("imported function {index} {name}\n")
        } else {
            String::new()
        });
    }
    text + &bodies
}
