//! `#[ext]`: methods for types of others.
//@ dependency: easy-ext = "1"

use easy_ext::ext;

#[ext(ResultExt)]
pub impl<T, E> Result<T, E> {
    /// Another error.
    fn err_into<U>(self) -> Result<T, U>
    where
        E: Into<U>,
    {
        self.map_err(Into::into)
    }

    const IS_RESULT: bool = true;
}

#[ext]
impl str {
    fn twice(&self) -> String {
        self.repeat(2)
    }
}

fn main() {
    println!("{:?} {}", Err::<u8, _>(3u8).err_into::<u32>(), Result::<u8, u8>::IS_RESULT);
    println!("{}", "ab".twice());
}
