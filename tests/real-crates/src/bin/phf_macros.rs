//! `phf_map!` and `phf_set!`: perfect hash tables made at compile time.

use phf::{Map, OrderedMap, OrderedSet, Set, phf_map, phf_ordered_map, phf_ordered_set, phf_set};

static KEYWORDS: Map<&'static str, u32> = phf_map! {
    "if" => 1,
    "else" => 1 + 1,
    r"while" => 3,
    "größe" => 5,
};
static NUMBERS: Map<u64, &str> = phf_map! { 1u64 => "one", 0xffu64 => "many", 1_000u64 => "thousand" };
static BYTES: Set<[u8; 2]> = phf_set! { [97u8, 98u8], [0u8, 255u8] };
static CHARS: Set<char> = phf_set! { 'a', '\n', 'ß' };
static ORDER: OrderedMap<i16, bool> = phf_ordered_map! { -3i16 => true, 2i16 => false, -1i16 => true };
static NAMES: OrderedSet<&'static str> = phf_ordered_set! { "z", "y", "x" };

fn main() {
    for word in ["if", "else", "while", "gone", "größe"] {
        println!("{word} {:?}", KEYWORDS.get(word));
    }
    // In the order of the tables, which the macro makes.
    println!("{:?}", KEYWORDS.entries().collect::<Vec<_>>());
    println!("{:?} {:?}", NUMBERS.get(&255), NUMBERS.keys().collect::<Vec<_>>());
    println!("{} {:?}", BYTES.contains(b"ab"), CHARS.iter().collect::<String>());
    println!("{:?} {:?}", ORDER.get_index(&2), NAMES.iter().collect::<Vec<_>>());
    println!("{KEYWORDS:?}");
}
