//! Dispatch by autoref, by associated types, by visitors in both directions, and by tables of methods.
use std::collections::BTreeMap;
use std::fmt::Debug;
use std::hint::black_box;

struct Wrap<'a, T>(&'a T);

trait ViaDebug {
    fn describe(&self) -> String;
}
trait ViaLength {
    fn describe(&self) -> String;
}
impl<T: Debug> ViaDebug for &Wrap<'_, T> {
    fn describe(&self) -> String {
        format!("debug {:?}", self.0)
    }
}
impl<T: AsRef<[u8]>> ViaLength for Wrap<'_, T> {
    fn describe(&self) -> String {
        format!("bytes {}", self.0.as_ref().len())
    }
}

trait Visitor {
    type Output;
    fn number(&mut self, n: i64) -> Self::Output;
    fn list(&mut self, items: &[Value]) -> Self::Output;
}

enum Value {
    Number(i64),
    List(Vec<Value>),
}

impl Value {
    fn accept<V: Visitor>(&self, visitor: &mut V) -> V::Output {
        match self {
            Value::Number(n) => visitor.number(*n),
            Value::List(items) => visitor.list(items),
        }
    }
}

struct Sum;
struct Show(usize);

impl Visitor for Sum {
    type Output = i64;
    fn number(&mut self, n: i64) -> i64 {
        n
    }
    fn list(&mut self, items: &[Value]) -> i64 {
        items.iter().map(|i| i.accept(self)).sum()
    }
}

impl Visitor for Show {
    type Output = String;
    fn number(&mut self, n: i64) -> String {
        format!("{n}@{}", self.0)
    }
    fn list(&mut self, items: &[Value]) -> String {
        self.0 += 1;
        let items: Vec<_> = items.iter().map(|i| i.accept(self)).collect();
        self.0 -= 1;
        format!("[{}]", items.join(" "))
    }
}

struct Account(i64);
type Method = fn(&mut Account, &[i64]) -> Result<i64, String>;

impl Account {
    fn add(&mut self, args: &[i64]) -> Result<i64, String> {
        self.0 += args.iter().sum::<i64>();
        Ok(self.0)
    }
    fn take(&mut self, args: &[i64]) -> Result<i64, String> {
        let [n] = args else { return Err(format!("{} arguments", args.len())) };
        self.0 = self.0.checked_sub(*n).filter(|n| *n >= 0).ok_or("too much")?;
        Ok(self.0)
    }
}

fn main() {
    println!("{} {}", (&Wrap(&black_box(vec![1u8, 2]))).describe(), (&&Wrap(&Some(5))).describe());
    let value = Value::List(vec![Value::Number(1), Value::List(vec![Value::Number(black_box(-5)), Value::Number(7)]), Value::List(vec![])]);
    println!("{} {}", value.accept(&mut Sum), value.accept(&mut Show(0)));
    let methods = BTreeMap::from([("add", Account::add as Method), ("take", Account::take), ("reset", |a, _| Ok(std::mem::take(&mut a.0)))]);
    let mut account = Account(10);
    for (name, args) in [("add", &[5, 6][..]), ("take", &[100]), ("take", &[1]), ("take", &[]), ("reset", &[]), ("none", &[])] {
        println!("{name} {:?}", methods.get(name).map(|m| m(&mut account, args)));
    }
}
