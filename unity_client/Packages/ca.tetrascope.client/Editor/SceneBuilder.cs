using System.Collections.Generic;
using Tetrascope.Client;
using UnityEditor;
using UnityEngine;
using UnityEngine.UIElements;

namespace Tetrascope.Editor
{
    /// <summary>Puts the client together in an empty scene: objects, components, and what each refers to.</summary>
    public sealed class SceneBuilder
    {
        internal const string Runtime = ProjectPaths.Package + "/Runtime";

        /// <summary>Adds everything to the open scene.</summary>
        public static void Build()
        {
            new SceneBuilder().BuildAll();
        }

        internal static T Load<T>(string path)
            where T : Object
        {
            T asset = AssetDatabase.LoadAssetAtPath<T>(path);
            return asset
                ? asset
                : throw new System.IO.FileNotFoundException($"Expected an asset at {path}, found none.");
        }

        private void BuildAll()
        {
            Camera camera = AddCamera(new GameObject("Camera"));
            UIDocument panels = BuildPanels();
            var client = Added<TetrascopeClient>("Tetrascope");
            var structure = Added<StructureScene>("Network structure");
            var beside = Added<StructureScene>("Network beside");
            var pool = Added<PoolScene>("Masked images");
            Link(client, ("_demo", AssetDatabase.LoadAssetAtPath<TextAsset>(ProjectPaths.Demo)));
            Link(structure, StructureShaders(), ("_font", BuiltInFont()));
            Link(beside, StructureShaders(), ("_font", BuiltInFont()));
            Link(pool, PoolShaders(), ("_font", BuiltInFont()), ("_camera", camera));

            GameObject controls = client.gameObject;
            var scenes = controls.AddComponent<SceneSwitch>();
            var pointer = camera.gameObject.AddComponent<PointerInput>();
            var structureView = controls.AddComponent<StructureView>();
            var poolView = controls.AddComponent<PoolView>();
            var structurePointer = controls.AddComponent<StructurePointer>();
            var poolPointer = controls.AddComponent<PoolPointer>();
            var desktop = camera.gameObject.AddComponent<DesktopCamera>();
            var window = camera.gameObject.AddComponent<SceneWindow>();
            Link(scenes, ("_panels", panels), ("_structure", structure.gameObject), ("_pool", pool.gameObject));
            Link(pointer, ("_camera", camera), ("_panels", panels));
            Link(window, ("_camera", camera), ("_panels", panels), ("_scenes", scenes));
            Link(structureView, ("_client", client), ("_scene", structure));
            Link(poolView, ("_client", client), ("_scene", pool));
            Link(
                structurePointer, ("_pointer", pointer), ("_scenes", scenes), ("_scene", structure),
                ("_beside", beside), ("_view", structureView));
            Link(
                controls.AddComponent<BesideView>(), ("_view", structureView), ("_first", structure),
                ("_second", beside));
            Link(
                poolPointer, ("_pointer", pointer), ("_scenes", scenes), ("_scene", pool), ("_view", poolView),
                ("_structure", structureView));
            Link(
                desktop, ("_camera", camera), ("_panels", panels), ("_pointer", pointer), ("_scenes", scenes),
                ("_structure", structure), ("_pool", pool), ("_drawing", structurePointer));
            BuildPanelComponents(panels, client, scenes, structureView, structure, beside, poolView);
            BuildPoolParts(panels, client, scenes, poolView, poolPointer);
            BuildTutorial(panels, client, scenes, structurePointer, desktop, structure, pool);
            BuildKeys(panels, scenes, structure, structureView, structurePointer, desktop);
            Link(panels.gameObject.AddComponent<ClassCard>(), ("_panels", panels), ("_scene", structure));
            Link(
                panels.gameObject.AddComponent<LabelCard>(), ("_panels", panels), ("_view", poolView),
                ("_scene", pool));
            BuildStudy(panels, client, scenes, structureView, poolView);
            var telling = panels.gameObject.AddComponent<SceneTelling>();
            var participation = controls.GetComponent<Participation>();
            Link(participation, ("_client", client), ("_desktop", desktop));
            Link(
                telling, ("_client", client), ("_participation", participation), ("_scenes", scenes),
                ("_structure", structure), ("_structureView", structureView), ("_pool", pool),
                ("_poolView", poolView), ("_desktop", desktop), ("_help", panels.GetComponent<HelpPanel>()),
                ("_tour", panels.GetComponent<TourPanel>()));
            RigBuilder rig = RigBuilder.Build(controls, camera.gameObject, scenes, structure, pool);
            RoomBuilder.Build(rig, client, panels);
        }

        /// <summary>Adds a camera that sees both scenes.</summary>
        internal static Camera AddCamera(GameObject holder)
        {
            var camera = holder.AddComponent<Camera>();
            camera.gameObject.tag = "MainCamera";
            camera.clearFlags = CameraClearFlags.SolidColor;
            camera.backgroundColor = new SceneTheme().Background;
            camera.nearClipPlane = 0.05f;
            camera.farClipPlane = 120f;
            return camera;
        }

        private static UIDocument BuildPanels()
        {
            var panels = Added<UIDocument>("Panels");
            panels.panelSettings = Load<PanelSettings>(ProjectPaths.PanelSettings);
            panels.visualTreeAsset = Load<VisualTreeAsset>(Runtime + "/Ui/Client.uxml");
            return panels;
        }

        private static void BuildPanelComponents(
            UIDocument panels, TetrascopeClient client, SceneSwitch scenes, StructureView structureView,
            StructureScene structure, StructureScene beside, PoolView poolView)
        {
            GameObject holder = panels.gameObject;
            Link(holder.AddComponent<ConnectionPanel>(), ("_client", client), ("_panels", panels), ("_scenes", scenes));
            Link(holder.AddComponent<MainMenu>(), ("_client", client), ("_panels", panels), ("_scenes", scenes));
            Link(holder.AddComponent<OwnPictures>(), ("_client", client), ("_panels", panels));
            Link(
                holder.AddComponent<SessionPanel>(), ("_client", client), ("_panels", panels), ("_scenes", scenes),
                ("_structure", structureView), ("_scene", structure), ("_pool", poolView));
            AddPart<MaskPanel>(holder, panels, structureView);
            AddPart<ShelfPanel>(holder, panels, structureView);
            AddPart<AnswerPanel>(holder, panels, structureView);
            AddPart<LayerListPanel>(holder, panels, structureView);
            AddPart<MapsPanel>(holder, panels, structureView);
            AddPart<ComparePanel>(holder, panels, structureView);
            AddPart<LayerRowsPanel>(holder, panels, structureView);
            Link(AddPart<ViewPanel>(holder, panels, structureView), ("_scene", structure));
            Link(AddPart<ColourScale>(holder, panels, structureView), ("_scene", structure));
            Link(
                AddPart<HoverCard>(holder, panels, structureView), ("_scene", structure), ("_beside", beside));
            AddPart<BesidePanel>(holder, panels, structureView);
            AddPart<PairsPanel>(holder, panels, structureView);
            Link(holder.AddComponent<FitPanels>(), ("_client", client), ("_panels", panels));
        }

        private static void BuildPoolParts(
            UIDocument panels, TetrascopeClient client, SceneSwitch scenes, PoolView view, PoolPointer pointer)
        {
            GameObject holder = panels.gameObject;
            PoolPhotos photos = AddPart<PoolPhotos>(holder, panels, view);
            AddPart<PoolLegend>(holder, panels, view);
            AddPart<PoolWindows>(holder, panels, view);
            AddPart<PoolShowPanel>(holder, panels, view);
            AddPart<PoolFilterPanel>(holder, panels, view);
            AddPart<PoolTip>(holder, panels, view);
            AddPart<PoolImportance>(holder, panels, view);
            AddPart<PoolBoundaryPanel>(holder, panels, view);
            Link(AddPart<PoolRunPanel>(holder, panels, view), ("_scenes", scenes));
            Link(AddPart<PoolNote>(holder, panels, view), ("_client", client));
            Link(AddPart<PoolDetails>(holder, panels, view), ("_photos", photos), ("_pointer", pointer));
            Link(AddPart<PoolAnswer>(holder, panels, view), ("_photos", photos));
            Link(AddPart<PoolList>(holder, panels, view), ("_photos", photos));
        }

        private static T AddPart<T>(GameObject holder, UIDocument panels, Component view)
            where T : Component
        {
            T part = holder.AddComponent<T>();
            Link(part, ("_panels", panels), ("_view", view));
            return part;
        }

        private static void BuildTutorial(
            UIDocument panels, TetrascopeClient client, SceneSwitch scenes, StructurePointer pointing,
            DesktopCamera camera, StructureScene structure, PoolScene pool)
        {
            GameObject holder = panels.gameObject;
            var frame = holder.AddComponent<SceneFrame>();
            var tour = holder.AddComponent<TourPanel>();
            Link(frame, ("_shader", ShaderOf("Edge")), ("_structure", structure), ("_pool", pool));
            Link(
                tour, ("_client", client), ("_panels", panels), ("_scenes", scenes), ("_frame", frame),
                ("_camera", camera), ("_pointing", pointing));
            Link(holder.AddComponent<HelpPanel>(), ("_panels", panels), ("_pointing", pointing), ("_tour", tour));
        }

        private static void BuildKeys(
            UIDocument panels, SceneSwitch scenes, StructureScene structure, StructureView view,
            StructurePointer pointing,
            DesktopCamera camera)
        {
            GameObject holder = panels.gameObject;
            Link(
                holder.AddComponent<StructureKeys>(), ("_panels", panels), ("_scenes", scenes), ("_scene", structure),
                ("_view", view), ("_pointing", pointing), ("_maps", holder.GetComponent<MapsPanel>()),
                ("_help", holder.GetComponent<HelpPanel>()), ("_camera", camera));
        }

        private static void BuildStudy(
            UIDocument panels, TetrascopeClient client, SceneSwitch scenes, StructureView structure, PoolView pool)
        {
            GameObject holder = panels.gameObject;
            var participation = client.gameObject.AddComponent<Participation>();
            Link(
                holder.AddComponent<StudyPanel>(), ("_client", client), ("_participation", participation),
                ("_panels", panels));
            Link(holder.AddComponent<StudyBar>(), ("_participation", participation), ("_panels", panels));
            Link(
                holder.AddComponent<StudyScenes>(), ("_client", client), ("_participation", participation),
                ("_scenes", scenes), ("_structure", structure), ("_pool", pool), ("_panels", panels));
        }

        private static List<(string Field, Object Value)> StructureShaders()
        {
            return new List<(string, Object)>
            {
                ("_shaders._panel", ShaderOf("Panel")),
                ("_shaders._picture", ShaderOf("Picture")),
                ("_shaders._bar", ShaderOf("Bar")),
                ("_shaders._ribbon", ShaderOf("Ribbon")),
                ("_shaders._word", ShaderOf("Word")),
            };
        }

        private static List<(string Field, Object Value)> PoolShaders()
        {
            return new List<(string, Object)>
            {
                ("_shaders._image", ShaderOf("Image")),
                ("_shaders._edge", ShaderOf("Edge")),
                ("_shaders._photo", ShaderOf("Photo")),
                ("_shaders._word", ShaderOf("Word")),
            };
        }

        internal static Shader ShaderOf(string name) => Load<Shader>($"{Runtime}/Shaders/{name}.shader");

        private static Font BuiltInFont() => Resources.GetBuiltinResource<Font>("LegacyRuntime.ttf");

        private static T Added<T>(string name)
            where T : Component
        {
            return new GameObject(name).AddComponent<T>();
        }

        private static void Link(
            Object component, List<(string Field, Object Value)> fields, params (string, Object)[] more)
        {
            fields.AddRange(more);
            Link(component, fields.ToArray());
        }

        /// <summary>Gives a component what its serialised fields refer to.</summary>
        internal static void Link(Object component, params (string Field, Object Value)[] fields)
        {
            var serialised = new SerializedObject(component);
            foreach ((string field, Object value) in fields)
            {
                SerializedProperty property = serialised.FindProperty(field)
                    ?? throw new System.MissingFieldException(component.GetType().Name, field);
                property.objectReferenceValue = value;
            }

            serialised.ApplyModifiedPropertiesWithoutUndo();
        }
    }
}
