"""How a case stands before it is rendered: what it would be made from, and what is there of it already."""

from dataclasses import dataclass

from scrollcast import __version__
from scrollcast.batch.inputs import Inputs, digest_of, inputs_of
from scrollcast.batch.places import digest, joined
from scrollcast.batch.record import recall
from scrollcast.batch.task import CLIP, Made, Outcome, State, Task, Terms
from scrollcast.errors import OutputError, PrivacyRefusal, UsageError, verdict_on


@dataclass(frozen=True, slots=True)
class Standing:
    """How a case stands.

    Attributes
    ----------
    inputs : Inputs
    made_from : str
        Their keyed digest.
    target : str
        Path or URL of the clip.
    there : str or None
        Digest of the clip that is there now.
    made : Made or None
        What is known of that clip, where it is verified and made from the same; then there is nothing to do.
    """

    inputs: Inputs
    made_from: str
    target: str
    there: str | None
    made: Made | None


def standing(task: Task, terms: Terms) -> Standing:
    """Find out how a case stands.

    Raises
    ------
    UsageError, InputError
        Where the case can't be rendered.
    OutputError
        Where a clip is there that this batch did not make, and that may not be replaced.
    """
    if terms.version != __version__:
        raise UsageError(
            f"This worker has scrollcast {__version__} where the batch was started with {terms.version}; "
            "install the same on both."
        )
    inputs = inputs_of(task)
    made_from = digest_of(inputs, terms)
    target = joined(terms.out, f"{task.name}{CLIP}")
    there, kept = digest(target), recall(terms.out, task.name)
    known = kept is not None and there in kept.clips
    if there is not None and not known and not terms.settings.overwrite:
        raise OutputError(f"{target} exists, and this batch did not make it; add --overwrite to replace it.")
    same = kept is not None and kept.inputs == made_from and kept.made.digest == there
    return Standing(inputs, made_from, target, there, kept.made if kept and same and terms.resume else None)


def settled(task: Task, terms: Terms) -> Outcome | None:
    """What came of a case that needs no rendering, or can have none; None for all others."""
    try:
        made = standing(task, terms).made
    except Exception as error:  # noqa: BLE001 - a bad case must not stop the others
        return ended(task, error)
    return None if made is None else Outcome(task.name, State.THERE, made=made)


def ended(task: Task, error: Exception) -> Outcome:
    """What is told of a case that an error has ended: what the command line would have told."""
    code, sentence = verdict_on(error)
    return Outcome(task.name, State.REFUSED if code == PrivacyRefusal.exit_code else State.FAILED, code, sentence)
