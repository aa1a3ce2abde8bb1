//! Which racers of a run are meant.

use super::{InputError, InputField, RunConfig, Value, whole_number_in};

/// The racers that a field names by their indices; without it, those that are shown.
pub(crate) fn read_racers(
    field: Option<&InputField<'_>>,
    config: &RunConfig,
) -> Result<Vec<usize>, InputError> {
    let Some(field) = field else {
        let all = config.racers.iter().enumerate();
        return Ok(all.filter(|(_, racer)| !racer.off).map(|(index, _)| index).collect());
    };
    let last = u32::try_from(config.racers.len()).unwrap_or(u32::MAX).saturating_sub(1);
    let allowed = format!("a list of racers' indices, 0 to {last}, each at most once");
    let items = match field.value {
        Value::List(items) if (1..=config.racers.len()).contains(&items.len()) => items,
        _ => return Err(field.not_allowed(&allowed)),
    };
    let mut racers = Vec::with_capacity(items.len());
    for (index, item) in items.iter().enumerate() {
        let field = field.item(index, item);
        let racer = usize::try_from(whole_number_in(&field, [0, last])?).unwrap_or_default();
        if racers.contains(&racer) {
            return Err(field.not_allowed("named once"));
        }
        racers.push(racer);
    }
    Ok(racers)
}

/// The racers as a field names them.
pub(crate) fn indices(racers: &[usize]) -> Value {
    let index = |racer: &usize| f64::from(u32::try_from(*racer).unwrap_or(u32::MAX));
    Value::List(racers.iter().map(|racer| Value::Number(index(racer))).collect())
}
