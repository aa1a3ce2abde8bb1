//! The way back: runs before and after the one that is shown.

/// Whether an edit is part of a gesture that lasts, or done.
///
/// A gesture previews and its end commits. One commit is one step of undo, and one entry of the address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// A gesture lasts: the run will change again.
    Preview,
    /// The run stays as it is now.
    Commit,
}

/// What undo and redo lead to.
#[derive(Clone, Debug)]
pub(crate) struct History<T> {
    /// What was committed last.
    present: T,
    past: Vec<T>,
    future: Vec<T>,
}

impl<T: Clone + PartialEq> History<T> {
    pub(crate) fn new(present: T) -> Self {
        Self { present, past: Vec::new(), future: Vec::new() }
    }

    /// What was committed last.
    pub(crate) fn present(&self) -> &T {
        &self.present
    }

    /// Commits `next`. What is the same as before is no step; after another one nothing can be redone.
    pub(crate) fn commit(&mut self, next: T) {
        if next != self.present {
            self.past.push(std::mem::replace(&mut self.present, next));
            self.future.clear();
        }
    }

    /// Begins anew: nothing leads back from here.
    pub(crate) fn clear(&mut self, present: T) {
        *self = Self::new(present);
    }

    /// Goes one step back, if there is one.
    pub(crate) fn undo(&mut self) -> Option<&T> {
        let before = self.past.pop()?;
        self.future.push(std::mem::replace(&mut self.present, before));
        Some(&self.present)
    }

    /// Goes one step forward again, if there is one.
    pub(crate) fn redo(&mut self) -> Option<&T> {
        let after = self.future.pop()?;
        self.past.push(std::mem::replace(&mut self.present, after));
        Some(&self.present)
    }

    pub(crate) fn can_undo(&self) -> bool {
        !self.past.is_empty()
    }

    pub(crate) fn can_redo(&self) -> bool {
        !self.future.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_commit_is_one_step_and_what_is_the_same_is_none() {
        let mut history = History::new(0);
        for number in [1, 1, 2] {
            history.commit(number);
        }
        assert_eq!(history.undo(), Some(&1));
        assert_eq!(history.undo(), Some(&0));
        assert_eq!(history.undo(), None);
        assert!(!history.can_undo() && history.can_redo());
        assert_eq!(history.redo(), Some(&1));
        assert_eq!(*history.present(), 1);
    }

    #[test]
    fn after_another_commit_nothing_can_be_redone() {
        let mut history = History::new(0);
        history.commit(1);
        history.undo();
        history.commit(2);
        assert_eq!(history.redo(), None);
        assert_eq!(history.undo(), Some(&0));
        history.clear(5);
        assert!(!history.can_undo() && !history.can_redo());
    }
}
