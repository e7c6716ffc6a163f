using System.IO;
using UnityEditor;
using UnityEditor.Build;
using UnityEditor.SceneManagement;
using UnityEngine;
using UnityEngine.Rendering;
using UnityEngine.Rendering.Universal;
using UnityEngine.SceneManagement;
using UnityEngine.UIElements;

namespace Tetrascope.Editor
{
    /// <summary>
    /// Makes what a project needs besides this package: render pipeline, panel and player settings, headsets, scene,
    /// build list. What is there already stays as it is, so it can be run again at any time.
    /// </summary>
    public static class ProjectSetUp
    {
        private const string Menu = "Tetrascope/Set up the project";

        /// <summary>Of the player settings' active input handling: the old one alone, the Input System alone.</summary>
        private const int OldInput = 0;
        private const int InputSystem = 1;

        /// <summary>Makes what is missing.</summary>
        [MenuItem(Menu)]
        public static void SetUp()
        {
            ProjectPaths.CreateFolder(ProjectPaths.Made);
            SetUpPipeline();
            SetUpPanels();
            SetUpPlayer();
            SetUpInput();
            SetUpQuest();
            XrSetUp.SetUp();
            SetUpDemo();
            SetUpScene();
            AssetDatabase.SaveAssets();
        }

        /// <summary>When the project is opened for the first time, everything is made.</summary>
        [InitializeOnLoadMethod]
        private static void Begin()
        {
            if (!AssetDatabase.LoadAssetAtPath<SceneAsset>(ProjectPaths.Scene) && !Application.isBatchMode)
            {
                // Assets are still being imported now.
                EditorApplication.delayCall += SetUp;
            }
        }

        private static void SetUpPipeline()
        {
            RenderPipelineAsset pipeline = AssetDatabase.LoadAssetAtPath<RenderPipelineAsset>(ProjectPaths.Pipeline);
            if (!pipeline)
            {
                var renderer = ScriptableObject.CreateInstance<UniversalRendererData>();
                AssetDatabase.CreateAsset(renderer, ProjectPaths.Renderer);
                UniversalRenderPipelineAsset made = UniversalRenderPipelineAsset.Create(renderer);
                // Borders of masked images are smoothed by it.
                made.msaaSampleCount = 4;
                // Nothing is brighter than white; with it a headset would draw everything twice.
                made.supportsHDR = false;
                AssetDatabase.CreateAsset(made, ProjectPaths.Pipeline);
                pipeline = made;
            }

            if (!GraphicsSettings.defaultRenderPipeline)
            {
                GraphicsSettings.defaultRenderPipeline = pipeline;
            }

            if (!QualitySettings.renderPipeline)
            {
                QualitySettings.renderPipeline = pipeline;
            }
        }

        private static void SetUpPanels()
        {
            if (!AssetDatabase.LoadAssetAtPath<PanelSettings>(ProjectPaths.PanelSettings))
            {
                PanelSettings settings = NewPanels();
                settings.scaleMode = PanelScaleMode.ScaleWithScreenSize;
                settings.referenceResolution = new Vector2Int(1280, 800);
                AssetDatabase.CreateAsset(settings, ProjectPaths.PanelSettings);
            }

            if (!AssetDatabase.LoadAssetAtPath<PanelSettings>(ProjectPaths.RoomPanels))
            {
                PanelSettings settings = NewPanels();
                settings.renderMode = PanelRenderMode.WorldSpace;
                AssetDatabase.CreateAsset(settings, ProjectPaths.RoomPanels);
            }
        }

        private static PanelSettings NewPanels()
        {
            var settings = ScriptableObject.CreateInstance<PanelSettings>();
            settings.themeStyleSheet = AssetDatabase.LoadAssetAtPath<ThemeStyleSheet>(ProjectPaths.Theme);
            return settings;
        }

        private static void SetUpPlayer()
        {
            PlayerSettings.productName = "Tetrascope";
            PlayerSettings.colorSpace = ColorSpace.Linear;
            // Answers go on arriving while another window is in front.
            PlayerSettings.runInBackground = true;
            // A server in a lab's own network has no certificate.
            PlayerSettings.insecureHttpOption = InsecureHttpOption.AlwaysAllowed;
        }

        /// <summary>
        /// Pointers, keys and hands come by the Input System, of which a build without a window asks nobody.
        /// </summary>
        private static void SetUpInput()
        {
            foreach (PlayerSettings settings in Resources.FindObjectsOfTypeAll<PlayerSettings>())
            {
                var serialised = new SerializedObject(settings);
                SerializedProperty handling = serialised.FindProperty("activeInputHandler");
                if (handling != null && handling.intValue == OldInput)
                {
                    handling.intValue = InputSystem;
                    serialised.ApplyModifiedPropertiesWithoutUndo();
                    Debug.LogWarning(
                        "Input comes by the Input System now. Start the editor again, so that it does here too.");
                }
            }
        }

        /// <summary>What a Quest wants of a player: 64 bits, Vulkan, Android 10, and a server on the network.</summary>
        private static void SetUpQuest()
        {
            PlayerSettings.SetApplicationIdentifier(NamedBuildTarget.Android, "ca.tetrascope.client");
            PlayerSettings.SetScriptingBackend(NamedBuildTarget.Android, ScriptingImplementation.IL2CPP);
            PlayerSettings.Android.targetArchitectures = AndroidArchitecture.ARM64;
            PlayerSettings.Android.minSdkVersion = AndroidSdkVersions.AndroidApiLevel29;
            PlayerSettings.Android.forceInternetPermission = true;
            PlayerSettings.SetUseDefaultGraphicsAPIs(BuildTarget.Android, false);
            PlayerSettings.SetGraphicsAPIs(BuildTarget.Android, new[] { GraphicsDeviceType.Vulkan });
        }

        /// <summary>
        /// Takes the recorded session into the project, so that a player can show it without a server.
        /// </summary>
        private static void SetUpDemo()
        {
            if (File.Exists(ProjectPaths.RecordedDemo) && !File.Exists(ProjectPaths.Demo))
            {
                File.Copy(ProjectPaths.RecordedDemo, ProjectPaths.Demo);
                AssetDatabase.ImportAsset(ProjectPaths.Demo);
            }
        }

        private static void SetUpScene()
        {
            if (AssetDatabase.LoadAssetAtPath<SceneAsset>(ProjectPaths.Scene))
            {
                return;
            }

            Scene scene = EditorSceneManager.NewScene(NewSceneSetup.EmptyScene, NewSceneMode.Single);
            SceneBuilder.Build();
            EditorSceneManager.SaveScene(scene, ProjectPaths.Scene, false);
            EditorBuildSettings.scenes = new[] { new EditorBuildSettingsScene(ProjectPaths.Scene, true) };
        }
    }
}
