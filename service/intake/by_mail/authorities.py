"""The areas of the United Kingdom that have children's services of their own: by these an area is known as somebody's,
though it is not served here."""

import re

from forms.fields import folded

ENGLAND = """
Barking and Dagenham; Barnet; Barnsley; Bath and North East Somerset; Bedford; Bexley; Birmingham;
Blackburn with Darwen; Blackpool; Bolton; Bournemouth, Christchurch and Poole; Bracknell Forest; Bradford; Brent;
Brighton and Hove; Bristol; Bromley; Buckinghamshire; Bury; Calderdale; Cambridgeshire; Camden; Central Bedfordshire;
Cheshire East; Cheshire West and Chester; City of London; Cornwall; County Durham; Coventry; Croydon; Cumberland;
Darlington; Derby; Durham; Derbyshire; Devon; Doncaster; Dorset; Dudley; Ealing; East Riding of Yorkshire; East Sussex;
Enfield; Essex; Gateshead; Gloucestershire; Greenwich; Hackney; Halton; Hammersmith and Fulham; Hampshire; Haringey;
Harrow; Hartlepool; Havering; Herefordshire; Hertfordshire; Hillingdon; Hounslow; Hull; Isle of Wight;
Isles of Scilly; Islington; Kensington and Chelsea; Kent; Kingston upon Hull; Kingston upon Thames; Kirklees;
Knowsley; Lambeth; Lancashire; Leeds; Leicester; Leicestershire; Lewisham; Lincolnshire; Liverpool; Luton;
Manchester; Medway; Merton; Middlesbrough; Milton Keynes; Newcastle upon Tyne; Newham; Norfolk;
North East Lincolnshire; North Lincolnshire; North Northamptonshire; North Somerset; North Tyneside; North Yorkshire;
Northumberland; Nottingham; Nottinghamshire; Oldham; Oxfordshire; Peterborough; Plymouth; Portsmouth; Reading;
Redbridge; Redcar and Cleveland; Richmond upon Thames; Rochdale; Rotherham; Rutland; Salford; Sandwell; Sefton;
Sheffield; Shropshire; Slough; Solihull; Somerset; South Gloucestershire; South Tyneside; Southampton;
Southend-on-Sea; Southwark; St Helens; Staffordshire; Stockport; Stockton-on-Tees; Stoke-on-Trent; Suffolk;
Sunderland; Surrey; Sutton; Swindon; Tameside; Telford and Wrekin; Thurrock; Torbay; Tower Hamlets; Trafford;
Wakefield; Walsall; Waltham Forest; Wandsworth; Warrington; Warwickshire; West Berkshire; West Northamptonshire;
West Sussex; Westminster; Westmorland and Furness; Wigan; Wiltshire; Windsor and Maidenhead; Wirral; Wokingham;
Wolverhampton; Worcestershire; York
"""
WALES = """
Anglesey; Blaenau Gwent; Bridgend; Caerphilly; Cardiff; Carmarthenshire; Ceredigion; Conwy; Denbighshire;
Flintshire; Gwynedd; Merthyr Tydfil; Monmouthshire; Neath Port Talbot; Newport; Pembrokeshire; Powys;
Rhondda Cynon Taf; Swansea; Torfaen; Vale of Glamorgan; Wrexham
"""
SCOTLAND = """
Aberdeen; Aberdeenshire; Angus; Argyll and Bute; Clackmannanshire; Dumfries and Galloway; Dundee; East Ayrshire;
East Dunbartonshire; East Lothian; East Renfrewshire; Edinburgh; Falkirk; Fife; Glasgow; Highland; Inverclyde;
Midlothian; Moray; Na h-Eileanan Siar; North Ayrshire; North Lanarkshire; Orkney; Perth and Kinross; Renfrewshire;
Scottish Borders; Shetland; South Ayrshire; South Lanarkshire; Stirling; West Dunbartonshire; West Lothian
"""
NORTHERN_IRELAND = "Belfast; Northern Ireland"
EVERYWHERE = "; ".join((ENGLAND, WALES, SCOTLAND, NORTHERN_IRELAND))
AUTHORITIES = tuple(" ".join(name.split()) for name in EVERYWHERE.split(";"))
AROUND = re.compile(r"^(?:the )?(?:(?:city|county|isle|royal|london|metropolitan) )?(?:borough )?of (?=\S)|^the ")
BEHIND = re.compile(r" (?:city|county|borough|metropolitan|council|mbc|lscp|scp|safeguarding|children|partnership)$")


def bare(said: str) -> str:
    """The name of an area without what councils call themselves: "City of York Council" is "york"."""
    name = folded(said).replace("&", "and").replace("-", " ")
    while (shorter := BEHIND.sub("", name)) != name:
        name = shorter
    return AROUND.sub("", name) if name not in KNOWN else name


KNOWN = {folded(name).replace("-", " "): name for name in AUTHORITIES}


def authority_of(said: str) -> str:
    """The authority that was named, as it is called; empty where it is none that we know."""
    return KNOWN.get(bare(said), "")
