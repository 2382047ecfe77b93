//! `#[self_referencing]`: structs that borrow from themselves.

use ouroboros::self_referencing;

#[self_referencing(pub_extras)]
pub struct Document<T: AsRef<str> + 'static> {
    text: T,
    count: usize,
    #[borrows(text)]
    #[covariant]
    words: Vec<&'this str>,
    #[borrows(mut count, words)]
    state: (&'this mut usize, &'this [&'this str]),
}

fn split(text: &str) -> Result<Vec<&str>, String> {
    if text.is_empty() { Err("empty".into()) } else { Ok(text.split(' ').collect()) }
}

fn main() {
    let mut document = DocumentBuilder {
        text: String::from("one two three"),
        count: 0,
        words_builder: |text: &String| text.split(' ').collect(),
        state_builder: |count, words| (count, &words[1..]),
    }
    .build();
    document.with_state_mut(|state| *state.0 += state.1.len());
    println!("{:?} {:?}", document.borrow_words(), document.with_state(|state| *state.0));
    println!("{}", document.borrow_text());
    let heads = document.into_heads();
    println!("{} {}", heads.text, heads.count);
    for text in ["a b", ""] {
        let result = Document::try_new(text, 1, |text: &&str| split(text), |count, words| {
            *count += words.len();
            Ok((count, &words[..]))
        });
        println!("{:?}", result.map(|document| document.into_heads().count));
    }
}
