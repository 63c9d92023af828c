"""`python -m aligner` is `duizhao`."""

from aligner.command import main

if __name__ == "__main__":
    main()
