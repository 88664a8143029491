use std::path::PathBuf;

/// Why the sandbox cannot start.
#[derive(Debug)]
pub enum Error {
    /// The database file cannot be opened, or holds something else.
    Database(PathBuf, rusqlite::Error),
    /// The full-text index over the documentation cannot be built.
    Index(rusqlite::Error),
    /// A documentation file cannot be read.
    Docs(PathBuf, std::io::Error),
}

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Error::Database(path, error) => write!(
                f,
                "the database {} cannot be used ({error}); name another file or delete this one",
                path.display()
            ),
            Error::Index(error) => write!(f, "the documentation cannot be indexed ({error})"),
            Error::Docs(path, error) => {
                write!(
                    f,
                    "the documentation {} cannot be read ({error})",
                    path.display()
                )
            }
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Error::Database(_, error) | Error::Index(error) => Some(error),
            Error::Docs(_, error) => Some(error),
        }
    }
}
