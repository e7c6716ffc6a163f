import { useState } from "preact/hooks";
import { Complaint } from "../../protocol/complaint.ts";
import { Select } from "../../ui/Select.tsx";
import { useParticipation } from "../session/useParticipation.ts";

/** The languages of the study, where there are several. */
export function LanguageChoice() {
  const participation = useParticipation();
  const { language, languages } = participation.session.value;
  const [wanted, setWanted] = useState<string | null>(null);
  const [fault, setFault] = useState("");
  if (languages.length < 2) return null;

  const choose = async (tag: string) => {
    setWanted(tag);
    setFault("");
    try {
      await participation.speak(tag);
    } catch (error) {
      setFault(`The texts could not be changed. ${Complaint.of(error).message}`);
    }
    setWanted(null);
  };
  return (
    <div class="language">
      <Select
        label="Language"
        options={languages.map((tag) => ({ value: tag, label: nameOf(tag) }))}
        value={wanted ?? language}
        disabled={wanted !== null}
        onChange={(tag) => void choose(tag)}
      />
      <p class="fault" role="alert">
        {fault}
      </p>
    </div>
  );
}

/** A language as those who speak it call it. */
function nameOf(tag: string): string {
  try {
    const name = new Intl.DisplayNames([tag], { type: "language" }).of(tag) ?? tag;
    return name.charAt(0).toLocaleUpperCase(tag) + name.slice(1);
  } catch {
    return tag;
  }
}
