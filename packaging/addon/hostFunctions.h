// Windows only; included before hnswlib-node's own source. A Windows library names the program that
// it takes functions from, but this one is loaded by node.exe, by Code.exe and by others. So every
// Node-API function is looked up, at its first use, in whatever program has loaded the addon.
//
// HOST_FUNCTIONS_LIST is a generated file with one line for each Node-API function:
//   #define napi_create_object HOST_FUNCTION(napi_create_object)
// A macro's name is not expanded again inside it, so there it still means the function.
#pragma once

#include <node_api.h>
#include <windows.h>

#define HOST_FUNCTION(name)                                                     \
  ([]() -> decltype(&name) {                                                    \
    static const auto found = reinterpret_cast<decltype(&name)>(                \
        reinterpret_cast<void *>(GetProcAddress(GetModuleHandleW(nullptr), #name))); \
    return found;                                                               \
  }())

#include HOST_FUNCTIONS_LIST
