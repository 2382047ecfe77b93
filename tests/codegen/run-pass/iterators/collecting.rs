//! Collects into every collection, from iterators of pairs, options, results and units.
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap, HashMap, LinkedList, VecDeque};
use std::hint::black_box;
use std::rc::Rc;
use std::sync::Arc;

fn main() {
    let source = || black_box([3u8, 1, 2, 3]).into_iter();
    println!("{:?} {:?}", source().collect::<Vec<_>>(), source().collect::<VecDeque<_>>());
    println!("{:?} {:?}", source().collect::<LinkedList<_>>(), source().collect::<BTreeSet<_>>());
    println!("{:?}", source().collect::<BinaryHeap<_>>().into_sorted_vec());
    println!("{:?} {:?}", source().collect::<Box<[u8]>>(), source().collect::<Rc<[u8]>>());
    println!("{:?} {:?}", source().collect::<Arc<[u8]>>(), source().collect::<Cow<'_, [u8]>>());
    println!("{:?}", source().enumerate().map(|(i, x)| (x, i)).collect::<BTreeMap<_, _>>());
    println!("{:?}", source().map(|x| (x, ())).collect::<HashMap<_, _>>().len());
    println!("{:?}", source().map(|x| char::from(x + 64)).collect::<String>());
    println!("{:?}", source().map(|x| "ab".repeat(x.into())).collect::<String>());
    println!("{:?}", ["x", "y"].iter().map(|t| Cow::from(*t)).collect::<String>());
    println!("{:?}", ['a', 'b'].iter().collect::<Box<str>>());
    println!("{:?} {:?}", source().map(|x| x.checked_sub(1)).collect::<Option<Vec<_>>>(), source().map(|x| x.checked_sub(2)).collect::<Option<Vec<_>>>());
    println!("{:?}", source().map(|x| if x < 3 { Ok(x) } else { Err(x * 10) }).collect::<Result<BTreeSet<_>, _>>());
    println!("{:?}", source().map(|x| if x < 9 { Ok(x) } else { Err(x) }).collect::<Result<String2, _>>().map(|s| s.0));
    source().filter(|x| *x > 100).map(|_| ()).collect::<()>();
    let (small, large): (Vec<_>, BTreeSet<_>) = source().map(|x| (x / 2, x * 2)).collect();
    println!("{small:?} {large:?}");
    let (a, (b, c)): (Vec<_>, (Vec<_>, String)) = source().map(|x| (x, (x + 1, 'z'))).unzip();
    println!("{a:?} {b:?} {c}");
    let mut extended = vec![0];
    extended.extend(source());
    extended.extend(&[7, 8]);
    extended.extend(Some(9));
    println!("{extended:?} {:?}", extended.iter().rev().skip(1).map(u8::to_string).collect::<Vec<_>>().join("+"));
    println!("{:?}", (0..3).map(|i| (0..i).collect()).collect::<Vec<Vec<i32>>>());
    println!("{:?}", "k=v;a=b".split(';').filter_map(|p| p.split_once('=')).collect::<BTreeMap<_, _>>());
}

struct String2(String);

impl FromIterator<u8> for String2 {
    fn from_iter<I: IntoIterator<Item = u8>>(iter: I) -> Self {
        String2(iter.into_iter().map(|x| x.to_string() + ";").collect())
    }
}
