"""The demo company's data: a made-up Swedish firm, its customers, open documents and bank files."""

from reskontra.cli.demo_data.demo import DemoFacts, DemoFiles, write_demo

__all__ = ["DemoFacts", "DemoFiles", "write_demo"]
