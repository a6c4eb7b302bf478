# SPDX-FileCopyrightText: The Counterlife authors
# SPDX-License-Identifier: Apache-2.0

# Apache Arrow's C++ libraries, from the system where it has them, else from the pyarrow wheel in
# the local Python environment: docs/decisions/0002-arrow.md. The Python package always takes that of
# the pyarrow it is built beside, with which it shares its tables: docs/decisions/0017-python.md. For
# another kind of machine a toolchain names the folder of that machine's pyarrow.

set(wheel_python ${CMAKE_SOURCE_DIR}/.venv/bin/python)
if(COUNTERLIFE_PYTHON)
    find_package(Python 3.11 REQUIRED COMPONENTS Interpreter Development.Module)
    set(wheel_python ${Python_EXECUTABLE})
else()
    find_package(Parquet QUIET CONFIG)
    if(Parquet_FOUND)
        add_library(WheelArrow::parquet ALIAS Parquet::parquet_shared)
        return()
    endif()
endif()
if(COUNTERLIFE_PYARROW)
    set(wheel_include ${COUNTERLIFE_PYARROW}/include)
    set(wheel_libraries ${COUNTERLIFE_PYARROW})
else()
    execute_process(COMMAND ${wheel_python} -c
                    "import pyarrow; print(pyarrow.get_include()); print(pyarrow.get_library_dirs()[0])"
                    OUTPUT_VARIABLE wheel RESULT_VARIABLE failed OUTPUT_STRIP_TRAILING_WHITESPACE)
    if(failed)
        message(FATAL_ERROR "Arrow is not there: run ./dev build, which installs it into .venv")
    endif()
    string(REPLACE "\n" ";" wheel "${wheel}")
    list(GET wheel 0 wheel_include)
    list(GET wheel 1 wheel_libraries)
endif()
file(GLOB arrow_library ${wheel_libraries}/libarrow.so.[0-9]*)
file(GLOB parquet_library ${wheel_libraries}/libparquet.so.[0-9]*)
list(GET arrow_library 0 arrow_library)
list(GET parquet_library 0 parquet_library)

add_library(WheelArrow::arrow SHARED IMPORTED)
set_target_properties(WheelArrow::arrow PROPERTIES
    IMPORTED_LOCATION ${arrow_library}
    INTERFACE_INCLUDE_DIRECTORIES ${wheel_include})
add_library(WheelArrow::parquet SHARED IMPORTED)
set_target_properties(WheelArrow::parquet PROPERTIES
    IMPORTED_LOCATION ${parquet_library}
    INTERFACE_LINK_LIBRARIES WheelArrow::arrow)
