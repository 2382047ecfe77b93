//! What phf's macros refuse.

use phf::{Map, Set, phf_map, phf_set};

static TWICE: Map<&'static str, u8> = phf_map! { "a" => 1, "b" => 2, "a" => 3 };
static MIXED: Set<u8> = phf_set! { 1u8, 2u16, "three" };
static NOT_LITERAL: Set<u8> = phf_set! { 1u8 + 1, VALUE };
static SYNTAX: Map<u8, u8> = phf_map! { 1u8 -> 2 };
static WRONG: Map<&'static str, u8> = phf_map! { "a" => "text" };
static SUFFIX: Set<i32> = phf_set! { 1 };

fn main() {}
