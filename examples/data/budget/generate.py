"""Makes the invented ledger, outputs and communes of the example `budget`.

Only one figure is real: the programme's money in Dak Lak from 2021 to 2024, 1,263,511 million VND, of which no split was
published. Everything else is drawn with a fixed seed. Run `python3 generate.py` in this folder; it needs nothing installed.
"""

import csv
import random
from datetime import date, timedelta

TOTAL = {2021: 45_000, 2022: 312_000, 2023: 447_011, 2024: 459_500}  # million VND, 1,263,511 in all
# Weight of each component, and which part of it is investment.
COMPONENTS = {
    "1.1": (30, 1), "1.2": (8, 1), "2": (14, 0), "3.1": (12, 0), "3.2": (4, 0), "4.1": (9, "half"), "4.2": (1, 0),
    "4.3": (4, "half"), "5": (9, 0), "6.1": (2, 0), "6.2": (2, 0), "7.1": (3, 0), "7.2": (2, 0),
}
SOURCES = {"central_budget": {2021: 92, 2022: 91, 2023: 88, 2024: 88}, "provincial_budget": {2021: 5, 2022: 5, 2023: 8, 2024: 8},
           "district_budget": {2021: 2, 2022: 2, 2023: 3, 2024: 3}, "community": {2021: 1, 2022: 2, 2023: 1, 2024: 1}}
# How much of the money of a year is disbursed in it: work began late, and some projects stay slow.
SPEED = {2021: 0.55, 2022: 0.48, 2023: 0.74, 2024: 0.86}
SLOW = {"1.2": 0.6, "4.1": 0.45, "4.2": 0.3, "5": 0.75, "7.2": 0.7}
RULES = {"investment": {2022: "investment-2019-extended", 2023: "investment-2019-extended", 2024: "investment-2019-extended"},
         "recurrent": {2023: "recurrent-national-target-programmes", 2024: "recurrent-national-target-programmes"}}
MILLION = 1_000_000
random.seed(1_263_511)


def shared(total, weights):
    """Largest remainders."""
    whole = sum(weights.values())
    parts = {key: total * weight // whole for key, weight in weights.items()}
    order = sorted(weights, key=lambda key: (-(total * weights[key] % whole), key))
    for key in order[: total - sum(parts.values())]:
        parts[key] += 1
    return parts


entries = []


def enter(day, kind, line, amount, to_year="", rule="", reverses=""):
    if amount <= 0 and kind != "correction":
        return None
    component, source, capital, year, planned = line
    entries.append([day, kind, component, source, capital, "66", year, planned if planned != year else "", amount, to_year,
                    rule, reverses, len(entries)])
    return len(entries) - 1


def plan():
    lines = {}
    for year, total in TOTAL.items():
        weights = {}
        for component, (weight, investment) in COMPONENTS.items():
            for source, shares in SOURCES.items():
                kinds = {1: [("investment", 10)], 0: [("recurrent", 10)], "half": [("investment", 4), ("recurrent", 6)]}
                for capital, part in kinds[investment]:
                    if source == "community" and component not in ("1.1", "2", "5"):
                        continue
                    weights[(component, source, capital, year, year)] = weight * shares[year] * part
        lines.update(shared(total * MILLION, weights))
    return lines


def spend(line, amount, year, speed):
    """Releases and payments of one line over a year; what was released and what was spent."""
    component, source, capital, _, _ = line
    late = SLOW.get(component, 1.0) * random.uniform(0.85, 1.12)
    spent_wanted = min(int(amount * min(0.99, speed * late)), amount)
    released = 0
    spent = 0
    start = date(year, 5, 20) if year == 2022 and line[3] == line[4] else date(year, 2, 15)
    steps = [start + timedelta(days=(date(year, 12, 20) - start).days * step // 4) for step in range(5)]
    portions = shared(spent_wanted, {step: weight for step, weight in enumerate([8, 14, 20, 26, 32])})
    for step, day in enumerate(steps):
        portion = portions[step]
        enter(day, "release", line, portion)
        released += portion
        pay = day + timedelta(days=random.randrange(2, 25))
        pay = min(pay, date(year, 12, 31))
        if capital == "investment" and step in (1, 2) and portion > 10:
            contract = portion * 6 // 10
            enter(day + timedelta(days=1), "commitment", line, contract)
            advance = contract * 3 // 10
            enter(pay, "committed_advance", line, advance)
            enter(pay, "committed_disbursement", line, contract - advance)
            enter(pay, "disbursement", line, portion - contract)
            enter(min(pay + timedelta(days=40), date(year, 12, 31)), "clearing", line, advance)
        else:
            enter(pay, "disbursement", line, portion)
        spent += portion
    return released, spent


left = {}
planned = plan()
for year in TOTAL:
    own = {line: amount for line, amount in planned.items() if line[3] == year}
    for line, amount in own.items():
        late = line[0] in ("2", "3.1") and line[1] == "central_budget" and year >= 2022
        first = amount * 9 // 10 if late else amount
        # The money of 2022 was assigned in May, after the programme was approved in January.
        day = {2021: date(2021, 1, 20), 2022: date(2022, 5, 16)}.get(year, date(year, 1, 12))
        enter(day, "appropriation", line, first)
        enter(date(year, 10, 15), "supplement", line, amount - first)
    # What is left of the year before is carried over in January, or lapses at the end of its closing period.
    for line, amount in list(left.items()):
        component, source, capital, of, first = line
        rule = RULES[capital].get(year)
        may = rule is not None and of == first and of == year - 1
        if may:
            enter(date(year, 1, 28), "carry_over", line, amount, to_year=year, rule=rule)
            own[(component, source, capital, year, first)] = amount
        elif of == year - 1:
            enter(date(year, 3, 31), "cancellation", line, amount)
        del left[line]
    for line, amount in own.items():
        speed = SPEED[year] if line[3] == line[4] else 0.8
        released, spent = spend(line, amount, year, speed)
        if amount - released > 0:
            left[line] = amount - released

# One payment was a million too high and is corrected, a part of another came back; both were recorded later.
entries.sort(key=lambda entry: (entry[0], entry[12]))
ids = {entry[12]: number for number, entry in enumerate(entries, 1)}
last = len(entries)
extra = []
wrong = next(entry for entry in entries if entry[1] == "disbursement" and entry[2] == "6.2" and entry[6] == 2024 and not entry[7])
extra.append([wrong[0] + timedelta(days=9), "correction", *wrong[2:8], wrong[8] - 1_000_000, "", "", ids[wrong[12]]])
paid = next(entry for entry in entries if entry[1] == "disbursement" and entry[2] == "3.2" and entry[6] == 2023 and not entry[7])
extra.append([date(2023, 12, 28), "recovery", *paid[2:8], paid[8] // 10, "", "", ""])
with open("ledger.csv", "w", newline="", encoding="utf-8") as file:
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow("id valid recorded kind component source capital place year planned amount to_year rule reverses".split())
    for number, entry in enumerate(entries, 1):
        writer.writerow([number, entry[0], "", *entry[1:12]])
    for number, entry in enumerate(extra, last + 1):
        writer.writerow([number, entry[0], "2025-01-15", *entry[1:]])

with open("outputs.csv", "w", newline="", encoding="utf-8") as file:
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow("year component output target delivered waiting failed".split())
    for year, part in {2022: 0.5, 2023: 0.85, 2024: 1.02}.items():
        for component, output, target in [("2", "livelihood_model", 120), ("4.1", "person_trained", 5_200), ("4.3", "job", 2_900),
                                          ("5", "house_built", 620), ("5", "house_repaired", 310)]:
            done = int(target * part * random.uniform(0.82, 1.08))
            house = component == "5"
            writer.writerow([year, component, output, target, done, done // 25 if house else 0, done // 90 if house else 0])

names = ["Ea Ral", "Krông Á", "Cư San", "Ea Trang", "Ia Lốp", "Ia R'vê", "Ya Tờ Mốt", "Cư M'Lan", "Ea Bung", "Yang Mao", "Cư Drăm",
         "Ea Sô", "Ea Sar", "Cư Elang", "Krông Na", "Ea Huar", "Đắk Nuê", "Nam Ka", "Ea Tir", "Dliê Yang"]
with open("communes.csv", "w", newline="", encoding="utf-8") as file:
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow("code name groups specially_difficult_villages".split())
    for number, name in enumerate(names, 1):
        zone = random.choice(["zone_iii", "zone_iii", "zone_ii", "zone_i", ""])
        groups = [group for group in [zone, "border" if name in ("Ia Lốp", "Ia R'vê", "Krông Na") else ""] if group]
        villages = {"zone_iii": 7, "zone_ii": 2}.get(zone, 0)
        writer.writerow([f"C{number:02}", name, ";".join(groups), random.randrange(0, villages + 1)])
