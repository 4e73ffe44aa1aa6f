"""What must be there before the parts of a demo start: keys, tables, its fictional people, and the sign-ins of some."""

from service import bootstrap
from service.config import Config
from service.demo import desk
from service.demo import directory as fictional
from service.store import Keys, directory, migrate, open_engine


def prepare(config: Config) -> None:
    """Make whatever is missing."""
    if not config.key_file.exists():
        Keys.fresh().write(config.key_file)
    engine = open_engine(config.database_url)
    migrate(engine)
    engine.dispose()
    load(config)
    service = bootstrap.assemble(config)
    desk.set_up(service)
    service.engine.dispose()


def load(config: Config) -> None:
    """Put the directory of every partnership of the demo into the database, which is migrated already."""
    service = bootstrap.assemble(config)
    at = service.clock.now()
    with service.sessions.begin() as session:
        for key in service.partnerships:
            directory.load(session, key, fictional.text_of(key), at, service.procedure_of(key).kinds)
    service.engine.dispose()
