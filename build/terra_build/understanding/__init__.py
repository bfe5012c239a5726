"""What the browser must know to understand a query: the thesaurus and the gazetteer, as one small file per language."""

from collections.abc import Iterator

from terra_build.catalogue import Catalogue
from terra_build.output import Output
from terra_build.project import Project
from terra_build.understanding import files
from terra_build.understanding.gazetteer import read_gazetteer


def outputs(project: Project, catalogue: Catalogue) -> Iterator[Output]:
    """/search/understanding-fr.json and /search/understanding-en.json. [I/O: reads vocab/gazetteer.yml]

    Raises:
        GazetteerError: the gazetteer is lost or broken.
    """
    return files.outputs(catalogue, read_gazetteer(project.gazetteer))
