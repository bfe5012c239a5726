"""Instruments that measure one thing by their construction, and what they measure."""

from typing import Literal

Guard = Literal["free", "unopposed", "supported"]

_CLOUD = ("cloud-properties",)

INSTRUMENTS: tuple[tuple[tuple[str, ...], tuple[str, ...], Guard], ...] = (
    # Aerosols.
    (("nephelometer", "néphélomètre"), ("aerosol-properties",), "free"),
    (("aethalometer", "aéthalomètre", "multi angle absorption photometer", "MAAP"), ("aerosol-properties",), "free"),
    (
        ("scanning mobility particle sizer", "SMPS", "UHSAS", "optical particle counter"),
        ("aerosol-properties",),
        "free",
    ),
    (("condensation particle counter", "particle sizer", "aerosol mass spectrometer"), ("aerosol-properties",), "free"),
    (("single particle soot photometer", "aerodynamic particle sizer", "TEOM"), ("aerosol-properties",), "free"),
    (("ToF-AMS", "HR-ToF-AMS", "ACSM", "particle counter", "particle detector"), ("aerosol-properties",), "free"),
    (("aerosol counter", "aerosol spectrometer", "LOAC", "aerosol sampler"), ("aerosol-properties",), "free"),
    (("CPC", "OPC", "FIDAS", "PSAP", "SP2", "CCN counter"), ("aerosol-properties",), "supported"),
    (("AERONET", "AERONET PHOTONS"), ("subdomains/aerosols",), "free"),
    (("tethersonde",), ("upper-air-temperature",), "free"),
    (("sun photometer", "sunphotometer", "photomètre solaire"), ("aerosol-optical-depth",), "free"),
    (("lidar", "lidars"), ("lidar-backscatter",), "unopposed"),
    (("aerosol lidar", "lidar aérosol", "backscatter lidar"), ("lidar-backscatter",), "free"),
    # Gases.
    (("ozonesonde", "ozone sonde", "ozonesondes", "ozone analyzer", "ozone analyser"), ("ozone",), "free"),
    (("ozone radiosounding", "radiosounding ozone", "ECC sonde"), ("ozone",), "free"),
    (("CO analyzer", "CO analyser"), ("carbon-monoxide",), "free"),
    (("CO2 analyzer", "CO2 analyser"), ("carbon-dioxide",), "free"),
    (("O3 analyzer", "O3 analyser"), ("ozone",), "free"),
    (("PTR-MS", "proton transfer reaction mass spectrometry"), ("formaldehyde-voc",), "free"),
    # Weather.
    (
        ("rain gauge", "raingauge", "rain gauges", "pluviomètre", "pluviographe", "pluviometer"),
        ("precipitation",),
        "free",
    ),
    (("disdrometer", "disdromètre", "Parsivel"), ("raindrop-size-distribution",), "free"),
    (("micro rain radar", "MRR"), ("precipitation-rate",), "free"),
    (("weather radar", "radar météorologique", "weather radars"), ("subdomains/precipitation",), "free"),
    (("X-band radar", "polarimetric radar", "radar bande X"), ("radar-reflectivity",), "unopposed"),
    (("precipitation radar", "rain radar", "radar précipitant"), ("precipitation-rate",), "free"),
    (("ceilometer", "célomètre", "télémètre à nuages"), ("cloud-properties",), "unopposed"),
    (("sky imager", "sky camera", "imageur du ciel"), ("cloud-cover",), "unopposed"),
    (("cloud droplet probe", "cloud particle imager"), ("cloud-properties",), "free"),
    (("anemometer", "anémomètre"), ("wind",), "unopposed"),
    (("wind profiler", "UHF radar", "VHF radar", "SODAR", "windrass"), ("wind-profile",), "free"),
    (("Doppler lidar", "wind lidar", "windcube"), ("wind-profile",), "free"),
    (("radiosonde", "radiosounding", "radio sounding", "dropsonde"), ("upper-air-temperature",), "unopposed"),
    (("radiosondage", "sonde GRAW", "radiosoundings"), ("upper-air-temperature",), "unopposed"),
    (("barometer", "microbarometer", "baromètre"), ("air-pressure",), "unopposed"),
    (("pyranometer", "pyranomètre", "pyrheliometer"), ("solar-radiation",), "free"),
    (("pyrgeometer", "pyrgéomètre"), ("longwave-radiation",), "free"),
    (("weather station", "station météorologique", "meteorological station"), ("surface-meteorology",), "free"),
    (("station météo", "automatic weather station", "AWS"), ("surface-meteorology",), "free"),
    (("frost point hygrometer", "hygrometer", "hygromètre"), ("relative-humidity",), "unopposed"),
    (("gauging station", "station hydrométrique", "limnimètre"), ("subdomains/surface-water",), "free"),
    (("CDP data", "CIP data", "cloud imaging probe", "2D-S imager", "High Volume Particle Sampler"), _CLOUD, "free"),
    (("cloud particle probe", "cloud radar", "radar nuage"), _CLOUD, "free"),
    # Sea, water, land and solid Earth.
    (("thermosalinograph", "thermosalinographe"), ("sea-surface-temperature", "sea-surface-salinity"), "free"),
    (("tide gauge", "marégraphe", "marégraphes"), ("sea-level",), "free"),
    (("gravimeter", "gravimètre"), ("gravity-anomaly",), "unopposed"),
    (("magnetometer", "magnétomètre"), ("magnetic-field",), "unopposed"),
    (("seismometer", "sismomètre", "sismographe"), ("seismic-waveform",), "free"),
    (("piezometer", "piézomètre"), ("groundwater-level",), "free"),
    (("scintillometer", "scintillomètre", "eddy covariance system"), ("surface-energy-fluxes",), "free"),
    (("sap flow", "flux de sève"), ("evapotranspiration",), "supported"),
)
"""Names in any language; the variables measured, or "subdomains/..." where it tells no more; the guard of the names."""
