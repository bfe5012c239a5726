"""Forms that do not speak for themselves: words of everyday speech, acronyms with several senses, names of missions.

They are labels of the thesaurus because people search by them; in a keyword or a title they prove little.
"""


def _listed(text: str) -> tuple[str, ...]:
    """The labels of a text that parts them by semicolons."""
    return tuple(label for part in text.split(" ;") if (label := " ".join(part.split())))


NEVER = _listed(
    """
    GLACIOCLIM ; PermaFrance ; luminance ; ScaRaB ; CALIPSO ; EARLINET ; ACTRIS ; ICOS ; FLUXNET ; TEMPO ; EOS ; TRY
    ; H ; N ; K ; SR ; SM ; SD ; ET ; OC ; am ; aa ; pr ; tas ; TA ; DO ; EC ; TEMP ; PAC ; PNR ; EMS ; PHE ; GES ;
    RU ; GSM ; Ts ; SOS ; IAE ; LE ; FF ; DD ; ALT ; BA ; historical ; SCA ; ALB ; OA ; CT ; AT ; RR ; mm/h ; TPW ;
    UHF ; VHF ; LMA ; EIGEN ; GRGS ; Antarctique ; Antarctica ; Groenland ; Greenland ; Arctique ; Arctic ; 4 pour
    1000 ; warming ; réchauffement ; migration ; profondeur ; niveau 1C ; image brute ; Q ; MPA
    """
)
"""Never matched: missions, networks, tools and letters which measure or mean several things; nothing around decides."""

SUPPORTED = _listed(
    """
    AMOC ; MOC ; building ; buildings ; bâtiments ; bâti ; geopotential ; géopotentiel ; écoulement ; nutrients ;
    nutriments ; meteorological variables ; meteorological parameters ; variables météorologiques ; spherical
    harmonics ; harmoniques sphériques ; GNSS data ; données GNSS ; δ18O ; reanalysis ; réanalyse ; AEOLUS ;
    MED-CORDEX ; EURO-CORDEX ; CORDEX ; PBL ; CLA ; particulate matter ; particules en suspension ; surface skin
    temperature ; GRACE ; GOCE ; GPS ; GNSS ; RINEX ; SMOS ; Argos ; SWOT ; Hydroweb ; TRISHNA ; ECOSTRESS ; GEDI ;
    ASCAT ; CYGNSS ; Swarm ; CERES ; CTD ; XBT ; ADCP ; HFR ; CMIP5 ; SSP ; RCP ; ALADIN ; FES ; GHG ; BC ; SSA ; RH
    ; HR ; CO ; HAP ; PCB ; ZAN ; ICU ; UHI ; SAR ; RSO ; LOS ; THR ; VHR ; CHM ; MES ; RMQS ; STOC ; SIC ; SIE ;
    SIT ; INTERMAGNET ; InSAR GNSS ; MiniSEED ; FDSN ; pH ; FPR ; DNI ; NTU ; TURB ; O2 ; NO3 ; PO4 ; SSI ; COT ;
    CTH ; stimulation hydraulique ; hydraulic stimulation ; chemical stimulation ; thermal stimulation ; circulation
    test ; essai de circulation ; inter-wells circulation ; drilling ; forages ; L2A ; L1C ; TOA ; ARD ; BOA ;
    bathymetric ; transpiration ; pression ; pressure ; population ; inhabitants ; habitants ; fault ; faille ;
    relief ; compaction ; tassement ; counts ; comptage ; effectifs ; irradiance ; éclairement ; discharge ; débit ;
    water level ; hauteur d’eau ; waves ; vagues ; dust ; poussières ; poussière ; temperature profile ; surface
    rupture ; profil de température ; température de surface ; température de l’eau ; température moyenne globale ;
    skin temperature ; ground temperature ; thermographie ; thermal infrared ; thermal radiation ; substrat ;
    substrate ; sondage ; sounding ; albedo ; albédo ; stage height ; evaporation ; évaporation ; fish stocks ;
    pêche ; habitat ; écosystèmes ; species ; espèces ; vivant ; land ; air ; sea ; mer ; mers ; seas ; marine ;
    topographie ; topography ; altimétrie ; hydrométrie ; biomasse ; biomass ; trace metals ; heavy metals ; métaux
    lourds ; trace elements ; éléments traces ; major elements ; éléments majeurs ; major ions ; ions majeurs ;
    oxygen isotopes ; isotopes de l’oxygène ; phosphate ; phosphates ; silicate ; silicates ; nitrate ; nitrates ;
    sediment transport ; forecast ; couverture ; drought ; flowering ; photosynthesis ; photosynthèse ; soundscape ;
    satellite image ; image satellite ; très haute résolution ; very high resolution imagery ; sunshine ; magnetic
    storm ; vent de surface ; direction ; wave height ; swell ; EMODnet ; water body ; water bodies ; backscattering
    coefficients ; volcan ; volcano ; lave ; lava ; houle ; orage ; thunderstorm ; thunderstorms ; orages ; snow ;
    neige ; velocity field ; champ de vitesses ; mixing layer ; ice thickness ; ion majeur ; matière organique ;
    hydraulic ; geology ; géologie ; réflectivité ; reflectivity ; composition ; nuage ; strong motion ; intensité
    du champ magnétique ; ice velocity ; migration ; nuages ; clouds ; Cloud ; aerosol ; aerosols ; aérosol ;
    aérosols ; greenhouse gas ; gaz à effet de serre
    """
)
"""Matched only with support: another match in the same sub-domain, or in the same compartment with its unit."""

ECHOED = _listed(
    """
    hydraulics ; hydraulic ; seismic events ; événements sismiques ; hydraulic tests ; essais hydrauliques ; seismic
    network ; seismological network ; réseau sismique ; réseau sismologique ; injection test ; essai d’injection ;
    production test ; essai de production ; séismes ; tremblements de terre ; earthquakes ; microsismicité ;
    micro-sismicité ; sismicité induite ; micro-seismicity ; microseismicity ; induced seismicity ; stimulation
    hydraulique ; hydraulic stimulation ; chemical stimulation ; thermal stimulation ; circulation test ; essai de
    circulation ; inter-wells circulation
    """
)
"""Names of what is studied more often than of what is measured: matched only where the variable is named otherwise."""

UNOPPOSED = _listed(
    """
    lidar ; profil lidar ; lidar profile ; radiosonde ; radiosondage ; scatterometer ; GPS position ; wind ; vent ;
    vents ; tide ; tides ; marée ; marées ; livestock ; digital elevation model ; DEM ; MNT ; modèle numérique de
    terrain ; subsurface temperature ; heat fluxes ; interferogram ; interférogramme ; irrigation ; grassland ;
    prairie ; pollinators ; rain ; pluie ; turbidity ; turbidité ; nutrients ; precipitation ; précipitations ;
    turbulent fluxes ; flux turbulents ; eddy covariance ; radar altimetry
    """
)
"""Matched unless the record speaks of another field and not of this one."""

VAGUE = _listed(
    """
    air ; land ; sea ; mer ; mers ; seas ; marine ; ocean ; océan ; species ; espèces ; vivant ; climat ; climate ;
    littoral ; coastal ; soil ; soils ; sol ; sols ; river ; rivers ; rivières ; lacs ; lakes ; forests ; forêts ;
    végétation ; vegetation ; cultures ; crops ; glaciers ; habitats ; urban ; ville ; climatology ; climatologie ;
    biosphère ; watershed ; catchment ; bassin versant ; subsurface ; sous-sol ; cours d’eau ; océans ; oceans ; sea
    ice ; glace de mer ; terres émergées ; atmosphère ; atmosphere
    """
)
"""Words of a field that everybody writes about others too: in a sentence or in a longer keyword they name no field."""

ABSORBED = _listed(
    """
    deposited atmospheric particles ; insoluble atmospheric particles ; radar lidar ; lidar radar ; isoprene
    emission potential ; isoprene emission estimation ; global annual mean isoprene ; Creu del Vent ; atmospheric
    sounding interferometer ; infrared atmospheric sounding interferometer ; advanced microwave sounding ; microwave
    sounding unit ; atmospheric sounding mission ; rivière des pluies ; atmospheric and marine biology observatory ;
    Météo-France ; MeteoFrance ; Meteo Swiss ; brightness temperature sounder ; wind turbine ; wind tunnel ; wind
    farm ; windmill farm ; rain forest ; tropical rainforest ; cloud observatory ; Barbados Cloud Observatory ; land
    surface model ; marine station ; Land and Sea ; Petite France ; Ile de France ; open data ; data centre ; sea
    salt ; sea spray ; ocean atmosphere ; snow white ; wave length ; seismic wave ; gravity wave ; gravity waves ;
    acoustic wave ; surface acoustic wave ; long wave ; short wave ; continuous wave ; millimeter wave ; shock wave
    ; wave propagation ; sea level rise projection ; above sea level ; au-dessus du niveau de la mer ; mean sea
    level altitude ; a.s.l ; clear sky ; cloud screening ; cloud screened ; cloud free ; cloud computing ; cloud
    droplet probe ; cloud filtered ; cloud fraction below ; solar radiation management ; wind chill ; wind chamber ;
    a priori ; climate zone ; climate change initiative ; field campaign dedicated to heavy precipitation and flash
    flooding ; heavy precipitation and flash flooding ; noctilucent clouds ; atmospheric correction ; corrections
    atmosphériques ; correction atmosphérique ; Grimm Aerosol Technik ; Observatoire de physique de l’atmosphère ;
    laboratoire de physique de l’atmosphère ; detection of atmospheric composition change ; centre de recherches
    atmosphériques ; recherches atmosphériques ; atmospheric research ; atmospheric sciences ; national oceanic and
    atmospheric administration ; global monitoring for environment ; radiative transfer model ; species distribution
    model ; wind erosion ; air mass ; air traffic ; air france ; air space
    """
)
"""Phrases with the words of a label and another sense (places, campaigns, makers): taken out of the text first."""

TECHNICAL = _listed(
    """
    chlorophyll ; chlorophylle ; météo ; visibility ; visibilité ; rainfall ; radiance ; radiances ; waveforms ;
    hydrometeors ; hydrométéores ; terpenes ; terpènes ; carbonyls ; carbonyles ; halocarbons ; halocarbures ;
    isoprene ; isoprène ; fog ; brouillard ; limnimetry ; limnimétrie ; piezometry ; piézométrie ; pedology ;
    pédologie ; geoid ; géoïde ; gravimetry ; gravimétrie ; seismogram ; sismogramme ; coastline ; snowfall ;
    benthos ; zoobenthos ; posidonia ; posidonie ; zostera ; zostères ; seagrass ; hydrochemistry ; hydrochimie ;
    pluviométrie ; anémométrie ; streamflow ; hurricane ; ouragan ; typhoon ; typhon ; eutrophication ;
    eutrophisation ; hypoxia ; hypoxie ; deoxygenation ; désoxygénation ; metabarcoding ; métabarcoding ;
    metagenomics ; métagénomique ; avifauna ; avifaune ; seabirds ; cetaceans ; cétacés ; tephra ; téphra ;
    speleothems ; spéléothèmes ; downscaling ; marnage ; microplastics ; microplastiques ; deforestation ;
    déforestation ; nébulosité ; cloudiness ; soot ; neotectonics ; néotectonique ; bocage ; agroforestry ;
    agroforesterie ; wildfires ; herbicides ; glyphosate ; earthworms ; courantologie ; biologging ; banquise ;
    pesanteur ; sedimentology ; sédimentologie ; artificialisation ; diagraphie ; diagraphies ; diffusiomètre ;
    marégraphie ; nivologie ; microalgae ; microalgues ; heterozygosity ; hétérozygotie ; inlandsis ; bathymétrique
    ; canicule ; phytopharmaceutiques ; bioagresseurs ; rockfalls ; enneigement ; ensoleillement ; agronomy ;
    agronomie ; agroecology ; agroécologie ; agriculture ; agroecosystems ; agrosystèmes ; aquifer ; aquifère ;
    atmospheric ; atmosphérique ; cryosphere ; cryosphère ; ecology ; écologie ; genomics ; génomique ; geochemistry
    ; géochimie ; geodesy ; géodésie ; geodetics ; geomorphology ; géomorphologie ; geophysics ; géophysique ;
    geosciences ; géosciences ; geothermics ; géothermie ; glaciology ; glaciologie ; hydrogeology ; hydrogéologie ;
    hydrology ; hydrologie ; meteorology ; météorologie ; micrometeorology ; micrométéorologie ; oceanography ;
    océanographie ; seismology ; sismologie ; tectonics ; tectonique ; volcanology ; volcanologie ; forestry ;
    deformation ; déformation ; interferogram
    """
)
"""Alternative labels of one word that mean one thing. Any other ("house", "current", "logging") is everyday speech: it
counts as a whole keyword, unless the record speaks of another field, and elsewhere only with support."""

PLAIN = _listed(
    """
    AOD ; AOT ; SST ; SSS ; SSH ; SLA ; MDT ; ADT ; DEM ; DTM ; DSM ; MNT ; MNS ; LAI ; VOC ; COV ; PBL ; IWV ; LST
    ; OLR ; NOx ; GPP ; NPP ; AGB ; NEE ; SPM ; MLD ; DSD ; LWC ; LWP ; IWC ; EVI ; SWE ; SOC ; CO2 ; CO₂ ; CH4 ;
    CH₄ ; N2O ; N₂O ; O3 ; O₃ ; SO2 ; SO₂ ; NO2 ; NO₂ ; NH3 ; NH₃ ; PM1 ; T2m ; SWC ; BrO ; ClO ; NOy ; TKE
    """
)
"""Acronyms and formulas of three signs that mean one thing wherever Earth sciences are spoken."""

WITHOUT = frozenset({"except", "excepted", "excluding", "without", "no", "non", "sauf", "sans", "hors", "hormis"})
"""Folded words after which a text names what the dataset lacks."""
