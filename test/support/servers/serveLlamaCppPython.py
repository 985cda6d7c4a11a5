"""Runs the server of llama-cpp-python over the libraries that are in its folder `lib`.

They are of a slightly older llama.cpp, which lacks functions that the server never calls.
"""

import ctypes
import importlib.util
import os
import runpy

find = ctypes.CDLL.__getattr__


def find_or_stub(library, name):
    try:
        return find(library, name)
    except AttributeError:
        if name.startswith("__"):
            raise
        return ctypes.CFUNCTYPE(None)(lambda: None)


ctypes.CDLL.__getattr__ = find_or_stub
package = importlib.util.find_spec("llama_cpp").submodule_search_locations[0]
libraries = os.path.join(package, "lib")
ggml = ctypes.CDLL(os.path.join(libraries, "libggml.so"), mode=ctypes.RTLD_GLOBAL)
ggml.ggml_backend_load_all_from_path(libraries.encode())
runpy.run_module("llama_cpp.server", run_name="__main__")
