"""`python -m terra_build` is `terra`."""

from terra_build.cli import main

if __name__ == "__main__":
    main()
