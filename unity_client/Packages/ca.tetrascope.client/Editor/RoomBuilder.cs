using Tetrascope.Client;
using Tetrascope.Xr;
using UnityEngine;
using UnityEngine.UIElements;

namespace Tetrascope.Editor
{
    /// <summary>
    /// Adds what a person in a headset has around them: panels in the room, palette, notices, what hands point at.
    /// </summary>
    internal static class RoomBuilder
    {
        /// <summary>Adds all of it below an object that is switched on where there is a headset.</summary>
        /// <param name="rig">Head and hands.</param>
        /// <param name="client">The client's other parts are on its object.</param>
        /// <param name="panels">The panels of the desktop.</param>
        public static void Build(RigBuilder rig, TetrascopeClient client, UIDocument panels)
        {
            GameObject room = rig.Room;
            GameObject controls = client.gameObject;
            var scenes = controls.GetComponent<SceneSwitch>();
            var settings = SceneBuilder.Load<PanelSettings>(ProjectPaths.RoomPanels);
            var comfort = room.AddComponent<RoomComfort>();
            SceneBuilder.Link(comfort, ("_client", client), ("_head", rig.Head), ("_places", rig.Places));
            var pointer = room.AddComponent<HandPointer>();
            SceneBuilder.Link(
                pointer, ("_left", rig.Left), ("_right", rig.Right), ("_comfort", comfort),
                ("_structure", controls.GetComponent<StructurePointer>()),
                ("_pool", controls.GetComponent<PoolPointer>()));
            SceneBuilder.Link(
                room.AddComponent<RoomBoard>(), ("_panels", panels), ("_settings", settings), ("_head", rig.Head),
                ("_scenes", scenes), ("_places", rig.Places));
            SceneBuilder.Link(room.AddComponent<ComfortPanel>(), ("_panels", panels), ("_comfort", comfort));

            SceneBuilder.Link(
                room.AddComponent<PanelScroll>(), ("_panels", panels), ("_left", rig.Left), ("_right", rig.Right));
            UIDocument card = Document(rig, "Card", settings);
            SceneBuilder.Link(
                card.gameObject.AddComponent<RoomCard>(), ("_card", card), ("_panels", panels), ("_settings", settings),
                ("_head", rig.Head), ("_pointer", pointer));
            UIDocument notice = Document(rig, "Notice", settings);
            SceneBuilder.Link(
                notice.gameObject.AddComponent<RoomNotice>(), ("_notice", notice), ("_settings", settings),
                ("_head", rig.Head), ("_comfort", comfort), ("_places", rig.Places));
            UIDocument palette = Document(rig, "Palette", settings);
            SceneBuilder.Link(panels.GetComponent<StudyScenes>(), ("_palette", palette));
            SceneBuilder.Link(
                palette.gameObject.AddComponent<WristPalette>(), ("_palette", palette), ("_panels", panels),
                ("_settings", settings), ("_head", rig.Head), ("_left", rig.Left), ("_right", rig.Right),
                ("_comfort", comfort), ("_places", rig.Places), ("_scenes", scenes),
                ("_help", panels.GetComponent<HelpPanel>()), ("_view", controls.GetComponent<StructureView>()));
        }

        private static UIDocument Document(RigBuilder rig, string name, PanelSettings settings)
        {
            var holder = new GameObject(name);
            holder.transform.SetParent(rig.Room.transform, false);
            var document = holder.AddComponent<UIDocument>();
            document.panelSettings = settings;
            document.visualTreeAsset = SceneBuilder.Load<VisualTreeAsset>($"{SceneBuilder.Runtime}/Ui/{name}.uxml");
            return document;
        }
    }
}
