"""Make small real files: NetCDF, Zarr, a cloud-optimised GeoTIFF, CSV. `python data.py FOLDER`."""

import sys
from pathlib import Path

import numpy as np
import pandas as pd
import rasterio
import xarray as xr

folder = Path(sys.argv[1])
folder.mkdir(parents=True)
grid = xr.Dataset(
    {"sst": (("time", "lat", "lon"), np.arange(24, dtype="float32").reshape(2, 3, 4))},
    coords={"time": pd.date_range("2000-01-01", periods=2), "lat": [40.0, 45.0, 50.0], "lon": [-5.0, 0.0, 5.0, 10.0]},
)
grid.to_netcdf(folder / "sst.nc")
grid.to_zarr(folder / "sst.zarr", zarr_format=2, consolidated=True)
raster = np.arange(64 * 64, dtype="uint8").reshape(64, 64)
with rasterio.open(
    folder / "map.tif",
    "w",
    driver="COG",
    height=64,
    width=64,
    count=1,
    dtype="uint8",
    crs="EPSG:4326",
    transform=rasterio.transform.from_bounds(-5, 40, 10, 50, 64, 64),
) as out:
    out.write(raster, 1)
pd.DataFrame({"station": ["a", "b"], "level": [1.5, 2.5]}).to_csv(folder / "stations.csv", index=False)
