"""Where statements come from by themselves: folders, servers, and providers of other packages."""
